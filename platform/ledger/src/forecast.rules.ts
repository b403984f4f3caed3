import type { DecimalText } from '@lumbung/contract'
import { judgeAvailable, judgeBalances } from './posting.rules.ts'
import type { Refusal } from './posting.types.ts'

/** Quantities as whole ten-thousandths: exact, since the ledger keeps four decimals and eleven digits before them. */
type Units = number

const NEVER = Number.POSITIVE_INFINITY

/** A movement of a day that counts at its instant, oldest first. */
export interface HeldMovement {
  at: number
  delta: DecimalText
}

/** A day as the book has it. */
export interface HeldDay {
  day: string
  opening: DecimalText
  closing: DecimalText
  lowest: DecimalText
  /** When the last of its movements took effect. */
  lastAt: number
}

export interface HeldAccount {
  onHand: DecimalText
  available: DecimalText
  /** When the newest movement took effect; null before the first. */
  lastAt: number | null
  /** From the first day that is of interest, oldest first. */
  days: HeldDay[]
  /** What was on hand before the first of these days. */
  opening: DecimalText
}

interface Day {
  day: string
  opening: Units
  closing: Units
  lowest: Units
  lastAt: number
  /** What was added to it here: instants and amounts in turn, in the order in which they came. */
  added: number[]
}

/**
 * One account as it will be after movements that are not recorded yet. They are judged as the ledger judges a posting:
 * never below zero, not now, not at that instant, and on no later day. Of a movement it remembers an instant and an amount.
 */
export class AccountForecast {
  readonly #days: Day[]
  readonly #openingOfAll: Units
  #onHand: Units
  #available: Units
  #lastAt: number

  constructor(account: HeldAccount) {
    this.#onHand = unitsOf(account.onHand)
    this.#available = unitsOf(account.available)
    this.#lastAt = account.lastAt ?? Number.NEGATIVE_INFINITY
    this.#openingOfAll = unitsOf(account.opening)
    this.#days = account.days.map((day) => ({
      day: day.day,
      opening: unitsOf(day.opening),
      closing: unitsOf(day.closing),
      lowest: unitsOf(day.lowest),
      lastAt: day.lastAt,
      added: [],
    }))
  }

  /** Whether the movements that the book has on that day must be known to judge one at that instant. */
  needsMovementsOf(day: string, at: number): boolean {
    const held = this.#find(day)
    return held !== undefined && at < held.lastAt
  }

  /**
   * Why a movement would be refused, else null, and then it counts from here on. `held` are the movements that the book has
   * on that day, where they are needed. One of now (`at` null) comes after all others.
   */
  judge(
    delta: DecimalText,
    when: { at: number; day: string; isDated: boolean },
    held: readonly HeldMovement[],
  ): Refusal | null {
    const change = unitsOf(delta)
    const at = when.isDated ? when.at : Math.max(when.at, this.#lastAt)
    const index = this.#placeOf(when.day)
    const day = this.#dayAt(index, when.day)
    const isNewest = at >= this.#lastAt
    const later = isNewest ? NEVER : lowestOf(this.#days, index + (this.#days[index] === day ? 1 : 0))
    const { before, lowest } = at >= day.lastAt ? atEnd(day, change) : amidst(day, at, change, held)
    const refusal = isNewest
      ? judgeAvailable(delta, {
          available: textOf(this.#available),
          availableAfter: textOf(this.#available + change),
        })
      : judgeBalances(delta, {
          available: textOf(this.#available),
          availableAfter: textOf(this.#available + change),
          balanceBefore: textOf(before),
          balanceAfter: textOf(before + change),
          businessDay: when.day,
          lowestAfter: textOf(lowest),
          firstNegativeDay: later + change < 0 ? this.#firstBelow(index, day, change) : null,
        })
    if (refusal) return refusal
    this.#take(day, index, at, change, lowest)
    return null
  }

  #take(day: Day, index: number, at: number, change: Units, lowest: Units): void {
    if (this.#days[index] !== day) this.#days.splice(index, 0, day)
    day.closing += change
    day.lowest = lowest
    day.lastAt = Math.max(day.lastAt, at)
    day.added.push(at, change)
    for (const later of this.#days.slice(index + 1)) {
      later.opening += change
      later.closing += change
      later.lowest += change
    }
    this.#onHand += change
    this.#available += change
    this.#lastAt = Math.max(this.#lastAt, at)
  }

  #find(day: string): Day | undefined {
    const found = this.#days[this.#placeOf(day)]
    return found?.day === day ? found : undefined
  }

  /** Where the day stands, or would stand; files go forwards, so it is looked for from the end. */
  #placeOf(day: string): number {
    let index = this.#days.length
    while (index > 0 && (this.#days[index - 1] as Day).day >= day) index -= 1
    return index
  }

  #dayAt(index: number, day: string): Day {
    const held = this.#days[index]
    if (held?.day === day) return held
    const opening = this.#days[index - 1]?.closing ?? this.#openingOfAll
    return { day, opening, closing: opening, lowest: opening, lastAt: Number.NEGATIVE_INFINITY, added: [] }
  }

  #firstBelow(index: number, day: Day, change: Units): { day: string; lowest: DecimalText } | null {
    const from = index + (this.#days[index] === day ? 1 : 0)
    const found = this.#days.slice(from).find((later) => later.lowest + change < 0)
    return found ? { day: found.day, lowest: textOf(found.lowest + change) } : null
  }
}

/** After everything that the day has. */
function atEnd(day: Day, change: Units): { before: Units; lowest: Units } {
  return { before: day.closing, lowest: Math.min(day.lowest, day.closing + change) }
}

/** Between what the day has: added up anew, the new movement last at its instant. */
function amidst(
  day: Day,
  at: number,
  change: Units,
  held: readonly HeldMovement[],
): { before: Units; lowest: Units } {
  const moments = held.map((movement) => ({ at: movement.at, delta: unitsOf(movement.delta) }))
  for (let index = 0; index < day.added.length; index += 2) {
    moments.push({ at: day.added[index] as number, delta: day.added[index + 1] as number })
  }
  moments.sort((a, b) => a.at - b.at)
  let balance = day.opening
  let lowest = day.opening
  let before: Units | undefined
  for (const moment of moments) {
    if (before === undefined && moment.at > at) {
      before = balance
      balance += change
      lowest = Math.min(lowest, balance)
    }
    balance += moment.delta
    lowest = Math.min(lowest, balance)
  }
  if (before === undefined) return { before: balance, lowest: Math.min(lowest, balance + change) }
  return { before, lowest }
}

function lowestOf(days: readonly Day[], from: number): Units {
  let lowest = NEVER
  for (let index = from; index < days.length; index += 1) {
    lowest = Math.min(lowest, (days[index] as Day).lowest)
  }
  return lowest
}

function unitsOf(text: DecimalText): Units {
  const [whole = '0', decimals = ''] = text.split('.')
  const units = Number(`${whole}${decimals.padEnd(4, '0')}`)
  if (!Number.isSafeInteger(units)) throw new RangeError(`not a quantity of the ledger: ${text}`)
  return units
}

function textOf(units: Units): DecimalText {
  const digits = String(Math.abs(units)).padStart(5, '0')
  return `${units < 0 ? '-' : ''}${digits.slice(0, -4)}.${digits.slice(-4)}`
}
