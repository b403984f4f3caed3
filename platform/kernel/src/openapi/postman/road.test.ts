import { type CommandOperation, command, type Example, PUBLIC } from '@lumbung/contract'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { defineApp } from '../../app/define-app.ts'
import { handle } from '../../operation/handle.ts'
import { planRoad, sourcesOf } from './road.ts'
import { readingOf } from './scripts.ts'

const words = { id: 'Uji', en: 'Test' }

function call(
  id: string,
  http: CommandOperation['http'],
  example: Omit<Example, 'input' | 'output'> = {},
): CommandOperation {
  return command({
    id,
    http,
    summary: words,
    permission: PUBLIC,
    input: z.object({ id: z.uuid().optional() }),
    output: z.object({ id: z.uuid() }),
    example: { input: {}, ...example },
  })
}

function roadOf(...operations: CommandOperation[]): string[] {
  return stepsOf(...operations).map(({ id }) => id)
}

function stepsOf(...operations: CommandOperation[]) {
  const app = defineApp({
    id: 'test',
    name: words,
    summary: words,
    operations: operations.map((operation) =>
      handle(operation, () => Promise.reject(new Error('not called'))),
    ),
  })
  return planRoad([app])
}

describe('the road through the examples', () => {
  it('makes a record before it is changed, and takes it away when nobody needs it any more', () => {
    const remove = call('test.thing.remove', 'DELETE /things/{id}')
    const change = call('test.thing.change', 'PATCH /things/{id}')
    const make = call('test.thing.make', 'POST /things')
    expect(roadOf(remove, change, make)).toEqual([
      'test.thing.make',
      'test.thing.change',
      'test.thing.remove',
    ])
    const steps = stepsOf(remove, change, make)
    expect(sourcesOf(steps[1]!, steps)).toEqual(new Map([['id', { step: 'test.thing.make', path: 'id' }]]))
  })

  it('follows what examples say of order, values and calls of their own', () => {
    const use = call('test.thing.use', 'POST /uses', {
      needs: [{ operation: 'test.thing.make', id: 'spare', input: { id: 'x' } }],
      from: { id: 'spare#id' },
    })
    const end = call('test.thing.end', 'POST /ends', { last: true })
    const make = call('test.thing.make', 'POST /things', { after: ['test.thing.first'] })
    const first = call('test.thing.first', 'POST /firsts')
    expect(roadOf(end, use, make, first)).toEqual([
      'spare',
      'test.thing.use',
      'test.thing.first',
      'test.thing.make',
      'test.thing.end',
    ])
  })

  it('leaves out what another app would give that is not there', () => {
    const make = call('test.thing.make', 'POST /things', {
      after: ['other.thing.make'],
      from: { id: 'other.thing.make#id' },
      needs: [{ operation: 'other.thing.make', input: {} }],
    })
    const steps = stepsOf(make)
    expect(steps.map(({ id }) => id)).toEqual(['test.thing.make'])
    expect(sourcesOf(steps[0]!, steps).size).toBe(0)
  })

  it('refuses a circle', () => {
    const one = call('test.one.make', 'POST /ones', { after: ['test.two.make'] })
    const two = call('test.two.make', 'POST /twos', { after: ['test.one.make'] })
    expect(() => roadOf(one, two)).toThrow('wait for one another: test.one.make, test.two.make')
  })
})

it.each([
  ['id', 'body.id'],
  ['data[key=auditor].id', 'body.data.find((one) => String(one.key) === "auditor").id'],
  ['roles[-1].id', 'body.roles.at(-1).id'],
])('the way %s is read by %s', (path, code) => {
  expect(readingOf(path)).toBe(code)
})

it('what is no way into an answer is refused', () => {
  expect(() => readingOf('data; process.exit()')).toThrow('is no way into an answer')
})
