import { type Example, httpOf, type Operation } from '@lumbung/contract'
import { type AppManifest, operationsOf } from '../../app/define-app.ts'

/** One call on the road through all examples. */
export interface Step {
  /** By which its answer is found: the operation's, or the one that a preparing call gives itself. */
  id: string
  app: AppManifest
  operation: Operation
  example: Example<Record<string, unknown>>
}

/** A value in an answer: the step that gives it and the way to it inside the answer. */
export interface Source {
  step: string
  path: string
}

/**
 * Every example once, each after what it takes values from: paths say whose `{id}` is meant, the rest is declared. Among
 * those that may come next the declared order holds, and what takes away or ends something waits for all others. What an
 * example says of an operation of another app does not count where that app is not part of the product. Throws where
 * examples wait for one another in a circle.
 */
export function planRoad(apps: readonly AppManifest[]): Step[] {
  const steps = operationsOf(apps).flatMap(({ app, operation }): Step[] => {
    const example = operation.example as Step['example']
    const before = (example.needs ?? []).flatMap((call, index): Step[] => {
      const { operation: of, id = `${operation.id}.before-${index + 1}`, input, from, as } = call
      const called = operationsOf(apps).find((candidate) => candidate.operation.id === of)
      const own = { input: { ...input }, ...(from ? { from } : {}), ...(as ? { as } : {}) }
      return called ? [{ id, app, operation: called.operation, example: own }] : []
    })
    return [...before, { id: operation.id, app, operation, example }]
  })
  const waitsFor = new Map(steps.map((step) => [step, stepsBefore(step, steps)]))
  const done = new Set<Step>()
  while (done.size < steps.length) {
    const ready = steps.filter((step) => !done.has(step) && waitsFor.get(step)?.every((one) => done.has(one)))
    const next = ready.find((step) => !isLast(step)) ?? ready[0]
    if (!next) throw new Error(`examples wait for one another: ${stuck(steps, done).join(', ')}`)
    done.add(next)
  }
  return [...done]
}

/** Where each field of a step's input that is not written out comes from. */
export function sourcesOf(step: Step, steps: readonly Step[]): Map<string, Source | string> {
  const sources = new Map<string, Source | string>()
  const maker = makerOf(step, steps)
  if (maker) sources.set('id', { step: maker.id, path: 'id' })
  for (const [field, from] of Object.entries(step.example.from ?? {})) {
    const [id, path] = from.split('#')
    if (id === from) sources.set(field, from)
    else if (id && path && steps.some((one) => one.id === id)) sources.set(field, { step: id, path })
  }
  return sources
}

/** The path of a record or of a document of which there is one: what a version belongs to. */
export function recordPath(operation: Operation): string {
  return httpOf(operation).path.replace(/\/\{.*$/, '')
}

function stepsBefore(step: Step, steps: readonly Step[]): Step[] {
  const { operation, example } = step
  const named = [...(example.after ?? []), ...(example.as ? [example.as] : [])]
  const needs = (example.needs ?? []).map(({ id }, index) => id ?? `${step.id}.before-${index + 1}`)
  const given = [...sourcesOf(step, steps).values()].flatMap((source) =>
    typeof source === 'string' ? [] : [source.step],
  )
  const versions =
    operation.kind === 'command' && operation.versioned && !httpOf(operation).path.includes('{')
      ? steps.filter((one) => one.operation.http === `GET ${recordPath(operation)}`)
      : []
  const signIn = steps.find(isSignIn)
  const before = new Set([...named, ...needs, ...given])
  return [
    ...steps.filter(({ id }) => before.has(id)),
    ...versions,
    ...(signIn && signIn !== step ? [signIn] : []),
  ]
}

/** The example that signs in the person who runs the collection. */
export function isSignIn({ example }: Step): boolean {
  return Object.values(example.from ?? {}).includes('$password')
}

function makerOf(step: Step, steps: readonly Step[]): Step | undefined {
  if (!httpOf(step.operation).params.includes('id')) return undefined
  return steps.find(
    ({ id, operation }) => operation.http === `POST ${recordPath(step.operation)}` && id === operation.id,
  )
}

function isLast({ operation, example }: Step): boolean {
  return example.last === true || httpOf(operation).method === 'DELETE'
}

function stuck(steps: readonly Step[], done: ReadonlySet<Step>): string[] {
  return steps.filter((step) => !done.has(step)).map(({ id }) => id)
}
