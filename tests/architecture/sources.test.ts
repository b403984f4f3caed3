import { globSync, readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { describe, expect, it } from 'vitest'

const root = new URL('../../', import.meta.url).pathname
const sources = globSync('{apps/*,platform/ledger}/{server,src}/**/*.ts', { cwd: root }).filter(
  (file) => !/\.(test|fixture)\.ts$/.test(file),
)
const read = (file: string) => readFileSync(`${root}${file}`, 'utf8')

/** What a module really loads when it runs: imports of types are gone. */
function loadedBy(text: string): string[] {
  const running = stripTypeScriptTypes(text)
  return [...running.matchAll(/^\s*(?:import|export)\s[^;]*?from '([^']+)'/gm)].map(
    (match) => match[1] as string,
  )
}

describe('rules (*.rules.ts) are pure', () => {
  const PURE =
    /^(@lumbung\/contract|@lumbung\/[a-z]+\/contract|zod|big\.js|\.{1,2}\/.*(\.rules|\.types|contract\/[\w-]+)\.ts)$/

  it('tells a pure import from one that is not', () => {
    expect(loadedBy(`import { raise } from '@lumbung/contract'`).every((name) => PURE.test(name))).toBe(true)
    expect(loadedBy(`import { sql } from '@lumbung/kernel'`).every((name) => PURE.test(name))).toBe(false)
    expect(loadedBy(`import type { Tx } from '@lumbung/kernel'`)).toEqual([])
  })

  it.each(sources.filter((file) => file.endsWith('.rules.ts')))('%s', (file) => {
    const text = read(file)
    expect(loadedBy(text).filter((name) => !PURE.test(name))).toEqual([])
    expect(text, 'a rule gets the time as a value').not.toMatch(/Date\.now\(|new Date\(\)/)
  })
})

describe('SQL stands in stores', () => {
  it.each(sources.filter((file) => !file.endsWith('.store.ts')))('%s holds none', (file) => {
    expect(read(file)).not.toMatch(/\bsql`/)
  })
})

describe("dates are typed in the console's own field", () => {
  const screens = globSync('{apps/*/web,platform/{ui,console}/src,server/web}/**/*.{ts,tsx}', { cwd: root })

  it("no screen shows the browser's, which writes the month first in half of them", () => {
    const own = /type[=:]\s*\{?['"](date|datetime-local|time|month|week)['"]/
    expect(own.test('<input type="date" />')).toBe(true)
    expect(screens.filter((file) => file.endsWith('.tsx') && own.test(read(file)))).toEqual([])
  })
})
