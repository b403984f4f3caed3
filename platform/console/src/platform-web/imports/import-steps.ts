import type { ImportRun, ImportState } from '@lumbung/kernel/contract'

export type ImportStep = 'file' | 'mapping' | 'values' | 'preview' | 'apply' | 'report'

export const IMPORT_STEPS: readonly ImportStep[] = ['file', 'mapping', 'values', 'preview', 'apply', 'report']

/** The step at which a run of that state stands. */
const STANDS_AT: Record<ImportState, ImportStep> = {
  uploaded: 'mapping',
  validating: 'preview',
  ready: 'preview',
  needs_mending: 'preview',
  refused: 'preview',
  applying: 'apply',
  paused: 'apply',
  applied: 'report',
  undoing: 'report',
  undone: 'report',
  cancelled: 'report',
}

/** Nothing is recorded before rows are applied: until then every step can be gone back to. */
const OPEN: Record<ImportState, readonly ImportStep[]> = {
  uploaded: ['file', 'mapping'],
  validating: ['file', 'mapping', 'preview'],
  ready: ['file', 'mapping', 'values', 'preview', 'apply'],
  needs_mending: ['file', 'mapping', 'values', 'preview'],
  refused: ['file', 'preview'],
  applying: ['file', 'apply'],
  paused: ['file', 'apply'],
  applied: ['file', 'report'],
  undoing: ['file', 'report'],
  undone: ['file', 'report'],
  cancelled: ['file', 'report'],
}

/** States in which the server is moving the rows. */
const UNDER_WAY: ReadonlySet<ImportState> = new Set(['validating', 'applying', 'undoing'])

export function isUnderWay({ state }: Pick<ImportRun, 'state'>): boolean {
  return UNDER_WAY.has(state)
}

/** What decides which steps there are, and at which of them a run stands. */
export type RunStanding = Pick<ImportRun, 'state' | 'counts' | 'mapping' | 'unknownValues'>

/** A run with words that nobody has given a meaning yet stands there: they explain most of what is wrong after them. */
export function stepOf(run: RunStanding): ImportStep {
  const step = STANDS_AT[run.state]
  return step === 'preview' && run.unknownValues.length > 0 && isReachable(run, 'values') ? 'values' : step
}

/** Whether words of the file were given a meaning, by this person or for an earlier file of the same shape. */
function hasMeanings({ mapping }: Pick<ImportRun, 'mapping'>): boolean {
  return Object.values(mapping?.values ?? {}).some((meanings) => Object.keys(meanings).length > 0)
}

/** The steps of this run: that of the words only where there are some to give a meaning to. */
export function stepsOf(run: RunStanding): readonly ImportStep[] {
  const hasValues = run.unknownValues.length > 0 || hasMeanings(run)
  return hasValues ? IMPORT_STEPS : IMPORT_STEPS.filter((step) => step !== 'values')
}

export function isReachable(run: RunStanding, step: ImportStep): boolean {
  if (step === 'apply' && run.state === 'ready' && run.counts.valid === 0) return false
  return stepsOf(run).includes(step) && OPEN[run.state].includes(step)
}

export function isDone(run: RunStanding, step: ImportStep): boolean {
  if (step === 'file') return true
  if (step === 'values' && run.unknownValues.length > 0) return false
  if (step === 'mapping') return run.mapping !== null
  const isBehind = IMPORT_STEPS.indexOf(step) < IMPORT_STEPS.indexOf(stepOf(run))
  return isBehind && run.state !== 'cancelled'
}

/** As `rereadImport` has it, but for a check that is just under way: nothing has had an effect yet. */
export function canBeReread({ state }: Pick<ImportRun, 'state'>): boolean {
  return ['uploaded', 'ready', 'needs_mending', 'refused'].includes(state)
}

/** As `cancelImport` has it: before any row has had an effect. */
export function canBeCancelled({ state, counts }: Pick<ImportRun, 'state' | 'counts'>): boolean {
  if (state === 'paused') return counts.applied === 0
  return ['uploaded', 'validating', 'ready', 'needs_mending', 'refused'].includes(state)
}

/**
 * Whether a run stopped while it was being undone. Applying and undoing both end in `paused`; only the second can have
 * reversals, or nothing left to apply.
 */
export function wasBeingUndone({ state, counts }: Pick<ImportRun, 'state' | 'counts'>): boolean {
  if (state !== 'paused') return false
  const isNothingLeft = counts.applied + counts.failed >= counts.valid
  return counts.reversed + counts.notReversed > 0 || isNothingLeft
}

/** Longer without a sign of life, and the server lets somebody begin again where the rows stopped. */
const STALE_MS = 120_000

export function isStale(run: Pick<ImportRun, 'state' | 'updatedAt'>, now: Date): boolean {
  return isUnderWay(run) && now.getTime() - Date.parse(run.updatedAt) > STALE_MS
}
