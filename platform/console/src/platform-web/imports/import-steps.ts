import type { ImportRun, ImportState } from '@lumbung/kernel/contract'

export type ImportStep = 'file' | 'mapping' | 'preview' | 'apply' | 'report'

export const IMPORT_STEPS: readonly ImportStep[] = ['file', 'mapping', 'preview', 'apply', 'report']

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
  ready: ['file', 'mapping', 'preview', 'apply'],
  needs_mending: ['file', 'mapping', 'preview'],
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

export function stepOf({ state }: Pick<ImportRun, 'state'>): ImportStep {
  return STANDS_AT[state]
}

export function isReachable(run: Pick<ImportRun, 'state' | 'counts'>, step: ImportStep): boolean {
  if (step === 'apply' && run.state === 'ready' && run.counts.valid === 0) return false
  return OPEN[run.state].includes(step)
}

export function isDone(run: Pick<ImportRun, 'state' | 'mapping'>, step: ImportStep): boolean {
  if (step === 'file') return true
  if (step === 'mapping') return run.mapping !== null
  const isBehind = IMPORT_STEPS.indexOf(step) < IMPORT_STEPS.indexOf(STANDS_AT[run.state])
  return isBehind && run.state !== 'cancelled'
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
