import { Day, problem } from '@lumbung/contract'
import { z } from 'zod'

/** Not enough is available at that moment; both numbers are in the item's own unit. */
export const insufficient = problem(
  'ledger.insufficient',
  'rule_violated',
  z.object({ requested: z.number(), available: z.number() }),
)
/** The movement itself would fit, but what was taken out after it would no longer have been there. */
export const laterDayNegative = problem(
  'ledger.later_day_negative',
  'rule_violated',
  z.object({ day: Day, lowest: z.number() }),
)
export const futureDate = problem('ledger.future_date', 'rule_violated')
export const closedPeriod = problem('ledger.closed_period', 'rule_violated', z.object({ closedThrough: Day }))
export const backdateTooOld = problem(
  'ledger.backdate_too_old',
  'rule_violated',
  z.object({ limitDays: z.int() }),
)
export const alreadyReversed = problem('ledger.already_reversed', 'conflict')
/** A reversal is not reversed: the movement is recorded anew instead. */
export const notReversible = problem('ledger.not_reversible', 'rule_violated')
export const movementUnknown = problem('ledger.movement_unknown', 'not_found')
/** What the database itself refused, should a rule above ever miss it. */
export const wouldGoNegative = problem('ledger.would_go_negative', 'rule_violated')
/** A period is closed through yesterday at the latest. */
export const closingTooLate = problem('ledger.closing_too_late', 'rule_violated', z.object({ latest: Day }))

/** What posting a movement may be refused with. */
export const postingProblems = [
  insufficient,
  laterDayNegative,
  futureDate,
  closedPeriod,
  backdateTooOld,
] as const
/** What reversing a movement may be refused with. */
export const reversalProblems = [
  insufficient,
  laterDayNegative,
  closedPeriod,
  alreadyReversed,
  notReversible,
  movementUnknown,
] as const
