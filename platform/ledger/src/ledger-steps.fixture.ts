import fc from 'fast-check'
import type { EntryKind } from './index.ts'
import { modelText } from './ledger-model.fixture.ts'

export const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** When every run begins. */
export const START = Date.parse('2026-03-01T01:00:00Z')
const ADVANCES = [0, 1, 5 * 60_000, 7 * HOUR_MS, DAY_MS, 3 * DAY_MS]

/** What one run does to its account. */
export type Step =
  | { do: 'post'; kind: EntryKind; quantity: string; back: number | null; advance: number }
  | { do: 'reverse'; pick: number; advance: number }
  | { do: 'undo'; most: number; advance: number }
  | { do: 'swing'; rest: number; advance: number }
  | { do: 'close'; daysAgo: number | null; limitDays: number }

const quantity = fc
  .oneof(
    fc.integer({ min: 1, max: 2_000_000 }),
    fc.integer({ min: 1, max: 60 }).map((whole) => whole * 10_000),
  )
  .map((units) => modelText(BigInt(units)))
const advance = fc.constantFrom(...ADVANCES)
/** Milliseconds before now, mostly within some days; below zero is the future. */
const back = fc.option(
  fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 0, max: 6 * DAY_MS }) },
    { weight: 2, arbitrary: fc.constantFrom(0, HOUR_MS, DAY_MS, 2 * DAY_MS) },
    { weight: 1, arbitrary: fc.constantFrom(-30_000, -60_001, 31 * DAY_MS) },
  ),
  { nil: null, freq: 3 },
)
export const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc
      .tuple(
        fc.constantFrom<EntryKind>('receipt', 'receipt', 'issue', 'issue', 'adjustment'),
        quantity,
        fc.boolean(),
        back,
        advance,
      )
      .map(([kind, amount, negative, back, advance]) => ({
        do: 'post' as const,
        kind,
        quantity: kind === 'adjustment' && negative ? `-${amount}` : amount,
        back,
        advance,
      })),
  },
  // Down to almost nothing and up again: what a back-dated issue must not forget.
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('swing' as const),
      rest: fc.integer({ min: 0, max: 20 }),
      advance,
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('reverse' as const), pick: fc.nat(), advance }) },
  // As a wrong file is taken back: what stands, newest posting first.
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('undo' as const),
      most: fc.integer({ min: 2, max: 12 }),
      advance,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('close' as const),
      daysAgo: fc.option(fc.integer({ min: 1, max: 9 }), { freq: 3 }),
      limitDays: fc.constantFrom(2, 30),
    }),
  },
)
