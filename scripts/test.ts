import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runStep } from './run-step.ts'

/**
 * The one test command: static checks, then every test. With CI=true each optional service is required, and a test
 * that was left out is a failure. Ends with `N passed, N failed`.
 */
const strict = process.env.CI === 'true'
const env: Record<string, string> = strict ? { LUMBUNG_TEST_REQUIRE: 'all' } : {}
const filters = process.argv.slice(2)

const checks = filters.length > 0 ? 0 : await runStep('node', ['scripts/check.ts'])

const folder = mkdtempSync(join(tmpdir(), 'lumbung-results-'))
const results = join(folder, 'vitest.json')
const code = await runStep(
  'vitest',
  ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${results}`, ...filters],
  env,
)
const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(
  readFileSync(results, 'utf8'),
) as Record<'numPassedTests' | 'numFailedTests' | 'numPendingTests' | 'numTodoTests', number>
rmSync(folder, { recursive: true })

const leftOut = numPendingTests + numTodoTests
const refusedSkips = strict && leftOut > 0
if (checks !== 0) process.stdout.write('\nThe static checks failed; see above.\n')
if (refusedSkips) process.stdout.write(`\n${leftOut} tests were left out, which is not allowed here.\n`)
process.stdout.write(
  `\n${numPassedTests} passed, ${numFailedTests} failed${leftOut > 0 ? `, ${leftOut} skipped` : ''}\n`,
)
process.exitCode = code === 0 && checks === 0 && !refusedSkips ? 0 : 1
