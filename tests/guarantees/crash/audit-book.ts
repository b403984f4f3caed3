import type { Findings } from './findings.ts'

export interface AccountRow {
  id: string
  place_id: string
  on_hand: string
  seq: string
}

export interface MovementRow {
  id: string
  account_id: string
  seq: string
  flow: string
  delta: string
  business_day: string
  balance_after: string
  note: string | null
  /** Microseconds since 1970. */
  at: string
}

export interface DayRow {
  account_id: string
  day: string
  opening: string
  in_qty: string
  out_qty: string
  adjusted: string
  closing: string
  lowest: string
}

export interface BookRows {
  accounts: AccountRow[]
  /** By account and seq. */
  movements: MovementRow[]
  days: DayRow[]
}

/** The zone of the run's tenant, Asia/Makassar, is eight hours east all year. */
const ZONE_MILLISECONDS = 8 * 3_600_000

/** Replays each account's movements, in the order of posting for the balance and in the order of effect for the days. */
export function auditBook(book: BookRows, findings: Findings): void {
  const movementsOf = Map.groupBy(book.movements, (movement) => movement.account_id)
  const daysOf = Map.groupBy(book.days, (day) => day.account_id)
  for (const account of book.accounts) {
    const movements = movementsOf.get(account.id) ?? []
    movementsOf.delete(account.id)
    auditBalance(account, movements, findings)
    auditDays(account.id, movements, daysOf.get(account.id) ?? [], findings)
  }
  for (const accountId of movementsOf.keys()) findings.add('movements without an account', accountId)
}

function auditBalance(account: AccountRow, movements: readonly MovementRow[], findings: Findings): void {
  let balance = 0n
  for (const [index, movement] of movements.entries()) {
    const where = `account ${account.id} seq ${movement.seq}`
    balance += unitsOf(movement.delta)
    if (Number(movement.seq) !== index + 1) findings.add('gap in seq', where)
    if (unitsOf(movement.balance_after) !== balance) findings.add('running balance is wrong', where)
    if (balance < 0n) findings.add('negative balance', where)
    const day = new Date(Number(movement.at) / 1_000 + ZONE_MILLISECONDS).toISOString().slice(0, 10)
    if (movement.business_day !== day) findings.add('wrong business day', where)
  }
  const agrees = unitsOf(account.on_hand) === balance && Number(account.seq) === movements.length
  if (!agrees) findings.add('account differs from its movements', account.id)
}

interface DaySums {
  opening: bigint
  in: bigint
  out: bigint
  adjusted: bigint
  closing: bigint
  lowest: bigint
}

function auditDays(
  accountId: string,
  movements: readonly MovementRow[],
  stored: readonly DayRow[],
  findings: Findings,
): void {
  const sums = sumDays(movements)
  if (sums.size !== stored.length) findings.add('wrong number of days', accountId)
  for (const row of stored) {
    const where = `account ${accountId} day ${row.day}`
    const day = sums.get(row.day)
    const agrees =
      day !== undefined &&
      unitsOf(row.opening) === day.opening &&
      unitsOf(row.in_qty) === day.in &&
      unitsOf(row.out_qty) === day.out &&
      unitsOf(row.adjusted) === day.adjusted &&
      unitsOf(row.closing) === day.closing &&
      unitsOf(row.lowest) === day.lowest
    if (!agrees) findings.add('day differs from its movements', where)
    if (day !== undefined && day.lowest < 0n) findings.add('negative at some moment of a day', where)
  }
}

function sumDays(movements: readonly MovementRow[]): Map<string, DaySums> {
  const inEffect = [...movements].sort(
    (a, b) => Number(BigInt(a.at) - BigInt(b.at)) || Number(a.seq) - Number(b.seq),
  )
  const days = new Map<string, DaySums>()
  let balance = 0n
  for (const { business_day, flow, delta } of inEffect) {
    let day = days.get(business_day)
    if (!day) {
      day = { opening: balance, in: 0n, out: 0n, adjusted: 0n, closing: balance, lowest: balance }
      days.set(business_day, day)
    }
    const units = unitsOf(delta)
    balance += units
    if (flow === 'in') day.in += units
    else if (flow === 'out') day.out -= units
    else day.adjusted += units
    day.closing = balance
    if (balance < day.lowest) day.lowest = balance
  }
  return days
}

/** Ten-thousandths; a numeric(15,4) always has four decimals. */
export function unitsOf(quantity: string): bigint {
  return BigInt(quantity.replace('.', ''))
}
