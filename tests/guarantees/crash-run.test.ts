import { expect, it } from 'vitest'
import { chooseSeed, runCrashRun } from './crash-run.ts'

/** The whole run has 60,000 (`npm run crash-run`). */
const OPERATIONS = 10_000

it('stock, answers, audit and facts agree after servers were killed and frozen and the database crashed (G1, G3, G26)', async ({
  onTestFailed,
}) => {
  const seed = chooseSeed()
  const lines: string[] = []
  onTestFailed(() => {
    process.stdout.write(`${lines.join('\n')}\n`)
  })
  const report = await runCrashRun({ seed, operations: OPERATIONS, say: (line) => lines.push(line) })
  process.stdout.write(`crash run: ${JSON.stringify(report)}\n`)
  expect(report.violations, `seed ${seed}`).toEqual([])
  expect(report.accepted + report.refused).toBe(OPERATIONS)
  expect(report.movements).toBe(report.accepted)
  // The faults must have interrupted work, and stock must have run out, or the rest proves nothing.
  expect(report.faults['kill a server']).toBeGreaterThanOrEqual(5)
  expect(report.faults['crash PostgreSQL']).toBeGreaterThanOrEqual(1)
  expect(report.retried).toBeGreaterThan(50)
  expect(report.refused).toBeGreaterThan(OPERATIONS / 20)
}, 600_000)
