import type { RecordedEntry, StockSummary } from '../../../contract/index.ts'

/**
 * A summary as it is after an entry, until it is read anew: the balance and its standing, and today's sums where the
 * entry is of today. How long the stock lasts only the server knows.
 */
export function withRecorded<Answer extends { data: readonly StockSummary[] }>(
  answer: Answer,
  entry: RecordedEntry,
): Answer {
  return { ...answer, data: answer.data.map((stock) => (isOf(stock, entry) ? after(stock, entry) : stock)) }
}

function isOf({ site, product }: StockSummary, entry: RecordedEntry): boolean {
  return site.id === entry.location.id && product.id === entry.product.id
}

function after(stock: StockSummary, entry: RecordedEntry): StockSummary {
  const { balanceLitres, isLow, date, businessDay } = entry
  const { capacityLitres, today, lastMovementAt } = stock
  return {
    ...stock,
    balanceLitres,
    isLow,
    standing: balanceLitres === 0 ? 'empty' : isLow ? 'low' : 'enough',
    fillPercent: capacityLitres === null ? null : Math.round((balanceLitres / capacityLitres) * 1000) / 10,
    lastMovementAt: lastMovementAt !== null && lastMovementAt > date ? lastMovementAt : date,
    today: businessDay === today.day ? todayWith(today, entry) : { ...today, closingLitres: balanceLitres },
  }
}

const SUM_OF = { IN: 'inLitres', OUT: 'outLitres', ADJUSTMENT: 'adjustedLitres' } as const

function todayWith(
  today: StockSummary['today'],
  { type, amountLitres, balanceLitres }: RecordedEntry,
): StockSummary['today'] {
  const sum = SUM_OF[type]
  return { ...today, [sum]: toCents(today[sum] + amountLitres), closingLitres: balanceLitres }
}

/** Litres have two decimals; sums of such numbers must not show the binary fraction's rest. */
function toCents(litres: number): number {
  return Math.round(litres * 100) / 100
}
