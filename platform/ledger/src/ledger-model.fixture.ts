/**
 * The ledger as one would do it by hand: a list of entries, everything else added up anew each time. Slow, small and
 * independent of the program; amounts are whole ten-thousandths, the zone is eight hours east of UTC.
 */
import type { EntryKind, Flow, MovementKind } from './posting.types.ts'

export const MODEL_ZONE = 'Asia/Makassar'
const ZONE_MS = 8 * 3_600_000
const DAY_MS = 86_400_000

export interface ModelEntry {
  id: string
  seq: number
  kind: MovementKind
  flow: Flow
  delta: bigint
  at: number
  day: string
  reverses: number | null
}

export interface ModelDay {
  day: string
  opening: string
  in: string
  out: string
  adjusted: string
  closing: string
  lowest: string
}

export type ModelOutcome =
  | {
      posted: {
        seq: number
        onHandAfter: string
        dayClosing: string
        businessDay: string
        at: number
        backdated: boolean
      }
    }
  | { refused: string; params: Record<string, unknown> }

export const modelDayOf = (at: number) => new Date(at + ZONE_MS).toISOString().slice(0, 10)
export const modelUnits = (quantity: string) => {
  const [whole = '0', fraction = ''] = quantity.replace('-', '').split('.')
  const units = BigInt(whole) * 10_000n + BigInt(fraction.padEnd(4, '0'))
  return quantity.startsWith('-') ? -units : units
}
export const modelText = (units: bigint) => {
  const digits = String(units < 0n ? -units : units).padStart(5, '0')
  return `${units < 0n ? '-' : ''}${digits.slice(0, -4)}.${digits.slice(-4)}`
}
const numberOf = (units: bigint) => Number(modelText(units))

export class LedgerModel {
  entries: ModelEntry[] = []
  closedThrough: string | null = null
  limitDays = 30

  get onHand(): bigint {
    return this.entries.reduce((sum, entry) => sum + entry.delta, 0n)
  }

  get lastAt(): number | null {
    return this.entries.length === 0 ? null : Math.max(...this.entries.map((entry) => entry.at))
  }

  /** In the order in which things happened. */
  inEffect(entries = this.entries): ModelEntry[] {
    return [...entries].sort((a, b) => a.at - b.at || a.seq - b.seq)
  }

  /** In that order, without what was taken back at its own instant and what took it back: as if neither had been. */
  standing(entries = this.entries): ModelEntry[] {
    const undoes = (a: ModelEntry, b: ModelEntry) => a.reverses === b.seq && a.at === b.at
    return this.inEffect(entries).filter(
      (entry) => !entries.some((other) => undoes(entry, other) || undoes(other, entry)),
    )
  }

  days(entries = this.entries): ModelDay[] {
    const days: ModelDay[] = []
    let balance = 0n
    const effective = this.inEffect(entries)
    const standing = this.standing(entries)
    for (const day of new Set(effective.map((entry) => entry.day))) {
      const own = effective.filter((entry) => entry.day === day)
      const sum = (flow: Flow) => own.reduce((total, e) => (e.flow === flow ? total + e.delta : total), 0n)
      const opening = balance
      let lowest = balance
      for (const entry of standing) {
        if (entry.day !== day) continue
        balance += entry.delta
        if (balance < lowest) lowest = balance
      }
      days.push({
        day,
        opening: modelText(opening),
        in: modelText(sum('in')),
        out: modelText(-sum('out')),
        adjusted: modelText(sum('adjusted')),
        closing: modelText(balance),
        lowest: modelText(lowest),
      })
    }
    return days
  }

  runningBalances(): Map<number, string> {
    let balance = 0n
    const standing = new Set(this.standing())
    return new Map(
      this.inEffect().map((entry) => {
        if (standing.has(entry)) balance += entry.delta
        return [entry.seq, modelText(balance)]
      }),
    )
  }

  post(wish: {
    id: string
    kind: EntryKind
    quantity: string
    at: number | null
    now: number
  }): ModelOutcome {
    const units = modelUnits(wish.quantity)
    const flow = wish.kind === 'receipt' ? 'in' : wish.kind === 'issue' ? 'out' : 'adjusted'
    const delta = wish.kind === 'issue' ? -units : units
    if (wish.at !== null && wish.at > wish.now + 60_000) return { refused: 'ledger.future_date', params: {} }
    return this.#record({ ...wish, flow, delta, day: modelDayOf(wish.at ?? wish.now), reverses: null })
  }

  reverse(wish: { id: string; seq: number; now: number }): ModelOutcome {
    const original = this.entries.find((entry) => entry.seq === wish.seq)
    if (!original) return { refused: 'ledger.movement_unknown', params: {} }
    if (original.kind === 'reversal') return { refused: 'ledger.not_reversible', params: {} }
    if (this.entries.some((entry) => entry.reverses === wish.seq))
      return { refused: 'ledger.already_reversed', params: {} }
    const open = this.#judgeDay(original.day, original.at, wish.now) === null
    return this.#record({
      id: wish.id,
      kind: 'reversal',
      flow: open ? original.flow : 'adjusted',
      delta: -original.delta,
      at: open ? original.at : null,
      day: open ? original.day : modelDayOf(wish.now),
      now: wish.now,
      reverses: wish.seq,
    })
  }

  #judgeDay(day: string, at: number | null, now: number): ModelOutcome | null {
    if (this.closedThrough !== null && day <= this.closedThrough) {
      return { refused: 'ledger.closed_period', params: { closedThrough: this.closedThrough } }
    }
    if (at !== null && at < now - this.limitDays * DAY_MS) {
      return { refused: 'ledger.backdate_too_old', params: { limitDays: this.limitDays } }
    }
    return null
  }

  #record(wish: Omit<ModelEntry, 'seq' | 'at'> & { at: number | null; now: number }): ModelOutcome {
    const { delta, now } = wish
    const stopped = this.#judgeDay(wish.day, wish.at, now)
    if (stopped) return stopped
    const { lastAt, onHand } = this
    const at = wish.at ?? Math.max(now, lastAt ?? now)
    const day = wish.at === null ? modelDayOf(at) : wish.day
    const insufficient = (available: bigint): ModelOutcome => ({
      refused: 'ledger.insufficient',
      params: { requested: numberOf(-delta), available: numberOf(available) },
    })
    if (delta < 0n && onHand + delta < 0n) return insufficient(onHand)
    const seq = this.entries.length + 1
    const entry: ModelEntry = {
      id: wish.id,
      seq,
      kind: wish.kind,
      flow: wish.flow,
      delta,
      at,
      day,
      reverses: wish.reverses,
    }
    const entries = [...this.entries, entry]
    const then = entries.reduce((sum, other) => (other.at <= at ? sum + other.delta : sum), 0n)
    if (delta < 0n && then < 0n) return insufficient(then - delta)
    let balance = 0n
    for (const other of this.standing(entries)) {
      balance += other.delta
      if (balance >= 0n) continue
      const lowest = this.days(entries).find((candidate) => candidate.day === other.day)?.lowest
      return { refused: 'ledger.later_day_negative', params: { day: other.day, lowest: Number(lowest) } }
    }
    this.entries = entries
    return {
      posted: {
        seq,
        onHandAfter: modelText(onHand + delta),
        dayClosing: this.days().find((candidate) => candidate.day === day)?.closing ?? '',
        businessDay: day,
        at,
        backdated: wish.at !== null && lastAt !== null && wish.at < lastAt,
      },
    }
  }
}
