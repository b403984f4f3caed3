import { API_BASE } from '../../http/api-base.ts'
import type { Json } from '../schema-book.ts'

/** The name of the variable that keeps a value of an answer: Postman knows no dots in them. */
export function variableOf(step: string, path: string): string {
  return `${step}_${path}`.replace(/[^A-Za-z0-9]+/g, '_').replace(/_$/, '')
}

/** `data[key=auditor].roles[-1].id` as JavaScript that reads it from `body`. */
export function readingOf(path: string): string {
  const parts = path.split('.').map((part) => {
    const [, name, index, key, value] =
      /^(\w+)(?:\[(?:(-?\d+)|(\w+)=([^\]]+))\])?$/.exec(part) ?? refuse(path)
    const list = `.${name}`
    if (index !== undefined) return `${list}.at(${index})`
    return key === undefined ? list : `${list}.find((one) => String(one.${key}) === ${JSON.stringify(value)})`
  })
  return `body${parts.join('')}`
}

function refuse(path: string): never {
  throw new Error(`"${path}" is no way into an answer`)
}

/** Before each request: the token of who signed in goes along, and the clock is read. */
export const BEFORE_EACH = [
  "const token = pm.variables.get('token')",
  "if (token) pm.request.headers.upsert({ key: 'Authorization', value: 'Bearer ' + token })",
  // A minute ago: the server's clock may be behind.
  "pm.variables.set('now', new Date(Date.now() - 60000).toISOString())",
]

/** Signs in as somebody whom an earlier request made, for this request alone. */
export function signInAs(signInPath: string, person: { login: unknown; password: unknown }): string[] {
  return [
    'pm.sendRequest({',
    `  url: pm.variables.replaceIn('{{baseUrl}}') + '${API_BASE}${signInPath}',`,
    "  method: 'POST',",
    "  header: { 'Content-Type': 'application/json' },",
    `  body: { mode: 'raw', raw: JSON.stringify(${JSON.stringify(person)}) },`,
    '}, (error, answer) => {',
    '  if (error) throw error',
    "  pm.request.headers.upsert({ key: 'Authorization', value: 'Bearer ' + answer.json().accessToken })",
    '})',
  ]
}

const MOST_TRIES = 120
const PAUSE_MILLISECONDS = 500

/** Asks again until a field of an answer is what this request waits for, for a minute at most. */
export function waitUntil(path: string, field: string, is: string): string[] {
  return [
    'const ask = (triesLeft) => pm.sendRequest({',
    `  url: pm.variables.replaceIn('{{baseUrl}}${API_BASE}${path}'),`,
    "  header: { Authorization: 'Bearer ' + pm.variables.get('token') },",
    '}, (error, answer) => {',
    '  if (error) throw error',
    `  if (answer.json().${field} !== ${JSON.stringify(is)} && triesLeft > 0) setTimeout(() => ask(triesLeft - 1), ${PAUSE_MILLISECONDS})`,
    '})',
    `ask(${MOST_TRIES})`,
  ]
}

/** The version that this request has seen of what it changes. */
export function takeVersion(key: string): string[] {
  return [`pm.variables.set('version', pm.collectionVariables.get('version ' + ${key}))`]
}

/** After each request: what it answered is checked, and what later requests need is kept. */
export function afterwards(options: {
  id: string
  status: number
  isJson: boolean
  kept: readonly { name: string; path: string; isText: boolean }[]
  versionKey: string
  next: string | null
  /** An answer with tokens of the person who signed in first; those of others are of no concern. */
  keepsTokens: boolean
}): string[] {
  const { id, status, isJson, kept, versionKey, next, keepsTokens } = options
  return [
    // First, so that a refusal does not end the road.
    `pm.execution.setNextRequest(${JSON.stringify(next)})`,
    `pm.test(${JSON.stringify(`${id} answers ${status}`)}, () => pm.response.to.have.status(${status}))`,
    ...(isJson ? [`const body = pm.response.code === ${status} ? pm.response.json() : {}`] : []),
    ...(isJson && keepsTokens
      ? [
          "if (body.accessToken) pm.environment.set('token', body.accessToken)",
          "if (body.refreshToken) pm.environment.set('refreshToken', body.refreshToken)",
        ]
      : []),
    ...(isJson
      ? [
          "if (typeof body.version === 'number') {",
          `  pm.collectionVariables.set('version ' + ${versionKey}, body.version)`,
          "  if (body.id) pm.collectionVariables.set('version ' + body.id, body.version)",
          '}',
        ]
      : []),
    ...kept.map(({ name, path, isText }) => {
      const value = isText ? readingOf(path) : `JSON.stringify(${readingOf(path)})`
      return `if (pm.response.code === ${status}) pm.collectionVariables.set('${name}', ${value})`
    }),
  ]
}

export function script(listen: 'prerequest' | 'test', exec: readonly string[]): Json {
  return { listen, script: { type: 'text/javascript', exec: [...exec] } }
}
