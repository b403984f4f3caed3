import { fileURLToPath } from 'node:url'
import { runStep } from '../run-step.ts'
import { applyPlan, describePlan, type Plan } from './plan.ts'
import { Refusal } from './refusal.ts'

/** Plans, writes, formats and tells; a refusal is one plain line, and nothing has been written. */
export async function runGenerator(plan: (root: string) => Plan): Promise<void> {
  const root = fileURLToPath(new URL('../../', import.meta.url))
  try {
    const planned = plan(root)
    applyPlan(root, planned)
    process.chdir(root)
    // Templates cannot know where a long name breaks a line, nor the order of the imports.
    const written = [...planned.created.keys(), ...planned.changed.keys()].filter((path) =>
      /\.(tsx?|json|md)$/.test(path),
    )
    process.exitCode = await runStep('node_modules/.bin/biome', [
      'check',
      '--write',
      '--log-level=error',
      ...written,
    ])
    process.stdout.write(`\n${describePlan(planned)}`)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 1
  }
}
