import { describe, expect, it } from 'vitest'
import { auditBook, type BookRows } from './audit-book.ts'
import { auditOutcomes } from './auditor.ts'
import type { Outcome } from './client.ts'
import { Findings } from './findings.ts'

const AT = Date.parse('2026-03-02T04:00:00Z')

function movement(seq: number, delta: string, balanceAfter: string, at: number) {
  return {
    id: `movement-${seq}`,
    account_id: 'account',
    seq: String(seq),
    flow: delta.startsWith('-') ? 'out' : 'in',
    delta,
    business_day: new Date(at + 8 * 3_600_000).toISOString().slice(0, 10),
    balance_after: balanceAfter,
    note: `key-${seq}`,
    at: String(BigInt(at) * 1_000n),
  }
}

/** Two movements of a day, then one entered late for the day before. */
function soundBook(): BookRows {
  const day = { account_id: 'account', adjusted: '0.0000' }
  return {
    accounts: [{ id: 'account', place_id: 'site', on_hand: '7.0000', seq: '3' }],
    movements: [
      movement(1, '10.0000', '10.0000', AT),
      movement(2, '-4.0000', '6.0000', AT + 1_000),
      movement(3, '1.0000', '7.0000', AT - 86_400_000),
    ],
    days: [
      {
        ...day,
        day: '2026-03-01',
        opening: '0.0000',
        in_qty: '1.0000',
        out_qty: '0.0000',
        closing: '1.0000',
        lowest: '0.0000',
      },
      {
        ...day,
        day: '2026-03-02',
        opening: '1.0000',
        in_qty: '10.0000',
        out_qty: '4.0000',
        closing: '7.0000',
        lowest: '1.0000',
      },
    ],
  }
}

function soundOutcomes(): Outcome[] {
  const told = (number: number, kind: 'in' | 'out', amount: number, balanceLitres: number): Outcome => ({
    command: { index: number, key: `key-${number}`, kind, site: 0, amount, daysBack: null },
    status: 201,
    text: JSON.stringify({ id: `movement-${number}`, balanceLitres }),
    afterUnknown: false,
  })
  const refused = { ...told(4, 'out', 9_900, 0), status: 422 as const, text: '{}' }
  return [told(1, 'in', 1_000, 10), told(2, 'out', 400, 6), told(3, 'in', 100, 7), refused]
}

function findingsOf(change: (book: BookRows, outcomes: Outcome[]) => void): string[] {
  const findings = new Findings()
  const book = soundBook()
  const outcomes = soundOutcomes()
  change(book, outcomes)
  auditBook(book, findings)
  auditOutcomes(book, { outcomes, siteIds: ['site'] }, findings)
  return findings.toLines().map((line) => line.replace(/ \(.*/, ''))
}

describe('the auditor of the crash run', () => {
  it('finds nothing in a sound book', () => {
    expect(findingsOf(() => undefined)).toEqual([])
  })

  const faults: [string, (book: BookRows, outcomes: Outcome[]) => void][] = [
    ['gap in seq', ({ movements }) => Object.assign(movements[2] as object, { seq: '4' })],
    [
      'running balance is wrong',
      ({ movements }) => Object.assign(movements[1] as object, { balance_after: '6.0001' }),
    ],
    ['negative balance', ({ movements }) => Object.assign(movements[1] as object, { delta: '-11.0000' })],
    [
      'wrong business day',
      ({ movements }) => Object.assign(movements[0] as object, { business_day: '2026-03-01' }),
    ],
    [
      'account differs from its movements',
      ({ accounts }) => Object.assign(accounts[0] as object, { on_hand: '7.0001' }),
    ],
    ['day differs from its movements', ({ days }) => Object.assign(days[1] as object, { lowest: '1.0001' })],
    ['wrong number of days', ({ days }) => days.pop()],
    [
      'negative at some moment of a day',
      ({ movements }) => Object.assign(movements[1] as object, { at: '0', business_day: '2026-03-01' }),
    ],
    ['movements without an account', ({ accounts }) => accounts.pop()],
    ['acknowledged but missing', ({ movements }) => movements.pop()],
    ['refused but applied', (_, outcomes) => Object.assign(outcomes[0] as object, { status: 422 })],
    ['applied more than once', ({ movements }) => Object.assign(movements[2] as object, { note: 'key-1' })],
    ['movement without a command', (_, outcomes) => outcomes.shift()],
    [
      'answer differs from the movement',
      (_, outcomes) =>
        Object.assign(outcomes[0] as object, { text: '{"id":"movement-1","balanceLitres":9}' }),
    ],
  ]
  it.each(faults)('finds: %s', (kind, change) => {
    expect(findingsOf(change)).toContain(kind)
  })
})
