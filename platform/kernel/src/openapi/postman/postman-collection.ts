import { httpOf, type Operation } from '@lumbung/contract'
import type { AppManifest } from '../../app/define-app.ts'
import { API_BASE } from '../../http/api-base.ts'
import { statusOf } from '../../operation/answer.ts'
import { isKeyed } from '../problems-of.ts'
import type { Json } from '../schema-book.ts'
import { isSignIn, planRoad, recordPath, type Source, type Step, sourcesOf } from './road.ts'
import { afterwards, BEFORE_EACH, script, signInAs, takeVersion, variableOf, waitUntil } from './scripts.ts'

const BOUNDARY = 'lumbung-example'

/**
 * A Postman 2.1 collection: folders by app and resource, a request per operation with its declared example. Run whole on
 * an empty installation, the requests follow the road of the examples, whatever folder they stand in, and each is tested:
 * it must answer its success.
 */
export function buildPostmanCollection(apps: readonly AppManifest[]): Json {
  const road = planRoad(apps)
  const book = new RequestBook(road)
  return {
    info: {
      name: 'Lumbung',
      schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
    },
    auth: { type: 'noauth' },
    event: [script('prerequest', BEFORE_EACH)],
    // A run begins with the first request of the first folder, so folders stand in the order of the road too.
    item: [...new Set(road.map(({ app }) => app))].map((app) => ({
      name: app.name.en,
      description: app.summary.en,
      item: foldersOf(road.filter((step) => step.app === app)).map(([name, steps]) => ({
        name,
        item: steps.map((step) => book.requestOf(step)),
      })),
    })),
  }
}

/** What a run of the collection needs to know of the installation, and keeps for itself: whoever runs it fills in a copy. */
export function buildPostmanEnvironment(): Json {
  const value = (key: string, text: string, type = 'default') => ({ key, value: text, type, enabled: true })
  return {
    name: 'Lumbung',
    values: [
      value('baseUrl', 'http://localhost:8000'),
      value('login', ''),
      value('password', '', 'secret'),
      value('token', '', 'secret'),
      value('refreshToken', '', 'secret'),
    ],
  }
}

function foldersOf(steps: readonly Step[]): [string, Step[]][] {
  const folders = new Map<string, Step[]>()
  for (const step of steps) {
    const name = (step.operation.id.split('.')[1] ?? '').replace(/^./, (letter) => letter.toUpperCase())
    folders.set(name, [...(folders.get(name) ?? []), step])
  }
  return [...folders]
}

class RequestBook {
  readonly #road: readonly Step[]
  /** Step → ways into its answer that later steps follow, and whether a text is found there. */
  readonly #kept = new Map<string, Map<string, boolean>>()

  constructor(road: readonly Step[]) {
    this.#road = road
    for (const step of road) {
      for (const [field, source] of sourcesOf(step, road)) {
        if (typeof source === 'string') continue
        const ways = this.#kept.get(source.step) ?? new Map<string, boolean>()
        const example = step.example.input[field]
        ways.set(source.path, example === undefined || typeof example === 'string')
        this.#kept.set(source.step, ways)
      }
    }
  }

  requestOf(step: Step): Json {
    const { operation, example } = step
    const { method, path, params } = httpOf(operation)
    const sources = sourcesOf(step, this.#road)
    const input = { ...example.input, ...Object.fromEntries([...sources].map(([name]) => [name, undefined])) }
    const rest = Object.keys(input).filter((name) => !params.includes(name))
    const inQuery = method === 'GET' || method === 'DELETE'
    const textOf = (name: string) => this.#textOf(step, sources.get(name), name)
    const segments = `${API_BASE}${path}`
      .slice(1)
      .replace(/\{(\w+)\}/g, ':$1')
      .split('/')
    const isPreparing = step.id !== operation.id
    return {
      id: step.id,
      name: isPreparing ? `${operation.summary.en} (before: ${step.id})` : operation.summary.en,
      event: [...this.#before(step, sources), script('test', this.#after(step))],
      request: {
        method,
        description: `${operation.id}: ${operation.summary.id}`,
        header: headersOf(operation, inQuery),
        url: {
          raw: `{{baseUrl}}/${segments.join('/')}`,
          host: ['{{baseUrl}}'],
          path: segments,
          variable: params.map((key) => ({ key, value: textOf(key) })),
          query: inQuery ? rest.map((key) => ({ key, value: textOf(key) })) : [],
        },
        ...(inQuery ? {} : { body: this.#bodyOf(step, sources, rest, textOf) }),
      },
    }
  }

  /** A value as a path, a query string or a part of an upload carries it. */
  #textOf(step: Step, source: Source | string | undefined, name: string): string {
    if (source !== undefined) return placeholder(source)
    const value = step.example.input[name]
    return Array.isArray(value) ? value.join(',') : String(value ?? '')
  }

  #bodyOf(
    step: Step,
    sources: Map<string, Source | string>,
    names: string[],
    textOf: (name: string) => string,
  ): Json {
    if (step.operation.body === 'upload') return { mode: 'raw', raw: this.#multipart(step, names, textOf) }
    const fields = names.map((name) => {
      const source = sources.get(name)
      const value = step.example.input[name]
      if (source === undefined) return `  ${JSON.stringify(name)}: ${JSON.stringify(value)}`
      const isText = typeof source === 'string' || (this.#kept.get(source.step)?.get(source.path) ?? true)
      return `  ${JSON.stringify(name)}: ${isText ? `"${placeholder(source)}"` : placeholder(source)}`
    })
    return { mode: 'raw', raw: fields.length === 0 ? '{}' : `{\n${fields.join(',\n')}\n}` }
  }

  /**
   * The whole body written out, so that no file has to lie beside the collection: the file has one row, the example of the
   * command that the upload names.
   */
  #multipart({ example }: Step, names: string[], textOf: (name: string) => string): string {
    const row = Object.entries(this.#find(String(example.input.operation))?.example.input ?? {})
    const file = `${row.map(([name]) => name).join(',')}\n${row.map(([, value]) => String(value)).join(',')}\n`
    const part = (head: string, body: string) =>
      `--${BOUNDARY}\r\nContent-Disposition: form-data; ${head}\r\n\r\n${body}\r\n`
    return [
      ...names.map((name) => part(`name="${name}"`, textOf(name))),
      part('name="file"; filename="example.csv"', file),
      `--${BOUNDARY}--\r\n`,
    ].join('')
  }

  #before(step: Step, sources: Map<string, Source | string>): Json[] {
    const { operation, example } = step
    const lines = [
      ...this.#signInAs(example.as),
      ...(example.until ? this.#wait(example.until, sources) : []),
      ...(operation.kind === 'command' && operation.versioned
        ? takeVersion(versionKey(operation, sources))
        : []),
    ]
    return lines.length === 0 ? [] : [script('prerequest', lines)]
  }

  #wait(
    { operation: id, field, is }: NonNullable<Step['example']['until']>,
    sources: Map<string, Source | string>,
  ) {
    const asked = this.#find(id)
    if (!asked) return []
    const path = httpOf(asked.operation).path.replace(/\{(\w+)\}/g, (_, name: string) => {
      const source = sources.get(name)
      return source === undefined ? '' : placeholder(source)
    })
    return waitUntil(path, field, is)
  }

  #after(step: Step): string[] {
    const { operation, example, id } = step
    const next = this.#road[this.#road.indexOf(step) + 1]
    return afterwards({
      id,
      status: statusOf(operation),
      isJson: operation.answer !== 'file',
      kept: [...(this.#kept.get(id) ?? [])].map(([path, isText]) => ({
        name: variableOf(id, path),
        path,
        isText,
      })),
      versionKey: JSON.stringify(recordPath(operation)),
      next: next?.id ?? null,
      keepsTokens: example.as === undefined,
    })
  }

  /** Nobody else signs in where the product has no people, or no sign-in, in its examples. */
  #signInAs(id: string | undefined): string[] {
    const signIn = this.#road.find(isSignIn)
    const person = this.#find(id)
    if (!signIn || !person) return []
    const { email, password } = person.example.input
    return signInAs(httpOf(signIn.operation).path, { login: email, password })
  }

  #find(id: string | undefined): Step | undefined {
    return this.#road.find((one) => one.id === id)
  }
}

/** Of a record its id, of a document of which there is one its path. */
function versionKey(operation: Operation, sources: Map<string, Source | string>): string {
  const id = sources.get('id')
  return id === undefined || typeof id === 'string'
    ? JSON.stringify(recordPath(operation))
    : `pm.variables.get('${variableOf(id.step, id.path)}')`
}

function placeholder(source: Source | string): string {
  return typeof source === 'string' ? `{{${source.slice(1)}}}` : `{{${variableOf(source.step, source.path)}}}`
}

function headersOf(operation: Operation, inQuery: boolean): Json[] {
  const type = operation.body === 'upload' ? `multipart/form-data; boundary=${BOUNDARY}` : 'application/json'
  return [
    ...(inQuery ? [] : [{ key: 'Content-Type', value: type }]),
    ...(isKeyed(operation) ? [{ key: 'Idempotency-Key', value: '{{$guid}}' }] : []),
    ...(operation.kind === 'command' && operation.versioned
      ? [{ key: 'If-Match', value: '"{{version}}"' }]
      : []),
  ]
}
