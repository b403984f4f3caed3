import { globSync, readFileSync } from 'node:fs'
import { type Operation, recordOf } from '@lumbung/contract'
import { kernelApp, operationsOf } from '@lumbung/kernel'
import { describe, expect, it } from 'vitest'
import { apps } from '../../server/src/apps.ts'

const root = new URL('../../', import.meta.url).pathname
const all = [kernelApp, ...apps]
const worded = new Set(all.flatMap(({ records }) => Object.keys(records ?? {})))
const recorded = operationsOf(all)
  .map(({ operation }) => operation)
  .filter((operation) => operation.kind === 'command' && !operation.unrecorded)

/**
 * The kinds of record that a module names to the audit trail; one that is neither written out nor a constant of the module
 * is answered as it stands, and has no words.
 */
function kindsIn(text: string): string[] {
  const named = [
    ...text.matchAll(/\.audit\(\s*\{\s*type: ([^,}]+?)\s*[,}]/g),
    ...text.matchAll(/\bresourceType: ('[^']*')/g),
  ]
  return named.map(([, name = '']) => {
    const constant = new RegExp(`const ${name} = ('[^']*')`).exec(text)?.[1]
    return (constant ?? name).replaceAll("'", '')
  })
}

describe('the audit trail has words in both languages for every kind of record', () => {
  it('finds the kinds in a module', () => {
    const text = `
      const RESOURCE = 'fleet.car'
      ctx.audit({ type: 'fleet.driver', id }, null, {})
      ctx.audit(
        { type: RESOURCE, id: car.id }, before, after)
      ctx.audit({ type: kindOf(car), id }, null, null)
      write({ resourceType: 'fleet.key', resourceId: null })`
    expect(kindsIn(text)).toEqual(['fleet.driver', 'fleet.car', 'kindOf(car)', 'fleet.key'])
  })

  it.each(recorded.map((operation: Operation) => [operation.id, recordOf(operation)]))(
    '%s changes %s, which its app’s manifest names under "records"',
    (_id, kind) => {
      expect([...worded]).toContain(kind)
    },
  )

  const sources = globSync('{apps/*/server,platform/*/src,server/src}/**/*.ts', { cwd: root }).filter(
    (file) => !/\.(test|fixture)\.ts$|\/fixtures\//.test(file),
  )
  const kinds = sources.flatMap((file) =>
    kindsIn(readFileSync(root + file, 'utf8')).map((kind) => [kind, file] as const),
  )
  it.each(kinds)('%s of %s', (kind) => {
    expect([...worded]).toContain(kind)
  })

  it('and no words for one that nothing writes', () => {
    const written = new Set([...recorded.map(recordOf), ...kinds.map(([kind]) => kind)])
    expect([...worded].filter((kind) => !written.has(kind))).toEqual([])
  })
})
