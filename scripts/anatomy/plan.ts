import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** What a generator is about to do; paths are relative to the checkout. Nothing is written before the whole plan stands. */
export interface Plan {
  created: ReadonlyMap<string, string>
  changed: ReadonlyMap<string, string>
  /** Lines that could not be put in their place safely: the person does. */
  byHand: readonly { file: string; what: string; lines: readonly string[] }[]
  next: readonly string[]
}

/** Writes the plan; a file that appeared meanwhile is not overwritten. */
export function applyPlan(root: string, plan: Plan): void {
  for (const [path, text] of plan.created) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text, { flag: 'wx' })
  }
  for (const [path, text] of plan.changed) writeFileSync(join(root, path), text)
}

/** What was done and what is left to do, for the terminal. */
export function describePlan(plan: Plan): string {
  const written = [...plan.created.keys()].map((path) => `  + ${path}`)
  const changed = [...plan.changed.keys()].map((path) => `  ~ ${path}`)
  const byHand = plan.byHand.flatMap(({ file, what, lines }) => [
    '',
    `Add ${what} to ${file}:`,
    ...lines.map((line) => `    ${line}`),
  ])
  const next = ['', 'Next:', ...plan.next.map((step, index) => `  ${index + 1}. ${step}`)]
  return `${[...written, ...changed, ...byHand, ...next].join('\n')}\n`
}
