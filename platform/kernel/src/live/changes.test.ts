import fc from 'fast-check'
import { expect, it } from 'vitest'
import { packChanges, readChanges } from './changes.ts'

const topic = fc.stringMatching(/^[a-z]{1,20}\.[a-z-]{1,60}$/)
const changes = fc
  .array(fc.tuple(fc.uuid(), fc.uniqueArray(topic, { minLength: 1, maxLength: 300 })), { maxLength: 40 })
  .map((entries) => new Map(entries.map(([tenant, topics]) => [tenant, new Set(topics)])))

it('changes arrive whole, in payloads that PostgreSQL takes', () => {
  fc.assert(
    fc.property(changes, (sent) => {
      const payloads = packChanges(sent)
      const heard = new Map<string, Set<string>>()
      for (const payload of payloads) {
        expect(Buffer.byteLength(payload)).toBeLessThan(8_000)
        for (const [tenant, topics] of readChanges(payload) ?? []) {
          heard.set(tenant, new Set([...(heard.get(tenant) ?? []), ...topics]))
        }
      }
      expect(heard).toEqual(sent)
    }),
    { numRuns: 200 },
  )
})

it('few changes are one payload, and none are none', () => {
  expect(packChanges(new Map())).toEqual([])
  const tenant = '01936f2a-7b1c-7000-8000-000000000001'
  expect(packChanges(new Map([[tenant, new Set(['fuel.stock', 'platform.job'])]]))).toEqual([
    `{"${tenant}":["fuel.stock","platform.job"]}`,
  ])
})

it.each(['', 'null', '[]', '{"a":["b.c"]}', '{"01936f2a-7b1c-7000-8000-000000000001":"b"}', '{'])(
  'a payload that is none of ours is none: %s',
  (payload) => expect(readChanges(payload)?.length ?? 0).toBe(0),
)
