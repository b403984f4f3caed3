import { runStep } from './run-step.ts'

/** Everything that is checked without running the product; all faults are shown, not only the first. */
const steps: [name: string, command: string, args: string[]][] = [
  ['format and lint', 'biome', ['check', '--error-on-warnings', '.']],
  ['types', 'tsc', ['--noEmit']],
  ['types of the web', 'tsc', ['--noEmit', '-p', 'tsconfig.web.json']],
  ['types of the browser tests', 'tsc', ['--noEmit', '-p', 'tests/browser']],
  ['import rules', 'depcruise', ['--config', '.dependency-cruiser.cjs', 'platform', 'apps', 'server']],
  ['generated files', 'node', ['scripts/generate.ts', '--check']],
]

let failed = 0
for (const [name, command, args] of steps) {
  process.stdout.write(`\n— ${name}\n`)
  if ((await runStep(command, args)) !== 0) {
    failed += 1
    process.stdout.write(`✗ ${name}\n`)
  }
}
process.exitCode = failed === 0 ? 0 : 1
