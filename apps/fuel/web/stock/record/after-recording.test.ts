import { expect, test } from 'vitest'
import type { RecordedEntry, StockSummary } from '../../../contract/index.ts'
import { withRecorded } from './after-recording.ts'

const site = { id: 'site-1', code: 'GENSET', name: 'Genset', zone: 'Asia/Makassar' }
const product = { id: 'product-1', code: 'DIESEL', name: 'Solar' }

const stock: StockSummary = {
  site,
  product,
  balanceLitres: 150.3,
  capacityLitres: 1000,
  fillPercent: 15,
  thresholdLitres: 100,
  isLow: false,
  standing: 'enough',
  today: {
    day: '2026-11-20',
    openingLitres: 150.4,
    inLitres: 0,
    outLitres: 0.1,
    adjustedLitres: 0,
    closingLitres: 150.3,
  },
  recentDays: [],
  meanDailyUseLitres: 10,
  spreadLitres: 2,
  daysToEmpty: 15,
  daysToEmptyLow: 12,
  daysToEmptyHigh: 18,
  lastMovementAt: '2026-11-20T02:00:00.000Z',
}

const entry: RecordedEntry = {
  id: 'entry-1',
  type: 'OUT',
  amountLitres: 60.2,
  location: { id: 'site-1', code: 'GENSET', name: 'Genset' },
  product,
  balanceLitres: 90.1,
  date: '2026-11-20T04:00:00.000Z',
  businessDay: '2026-11-20',
  zone: 'Asia/Makassar',
  notes: '',
  user: { id: 'user-1', name: 'Operator' },
  reversalOf: null,
  reversedBy: null,
  recordedAt: '2026-11-20T04:00:01.000Z',
  isLow: true,
}

test('the stock of the entry has its balance, standing and sums; others stay as they are', () => {
  const other = { ...stock, product: { ...product, id: 'product-2' } }
  const { data } = withRecorded({ data: [stock, other] }, entry)
  expect(data[0]).toMatchObject({
    balanceLitres: 90.1,
    isLow: true,
    standing: 'low',
    fillPercent: 9,
    lastMovementAt: entry.date,
    today: { outLitres: 60.3, closingLitres: 90.1 },
  })
  expect(data[1]).toBe(other)
})

test('an entry of an earlier day changes no sum of today, and is not the last movement', () => {
  const earlier = { ...entry, businessDay: '2026-11-18', date: '2026-11-18T04:00:00.000Z' }
  const [after] = withRecorded({ data: [stock] }, earlier).data
  expect(after).toMatchObject({
    balanceLitres: 90.1,
    lastMovementAt: stock.lastMovementAt,
    today: { outLitres: 0.1, closingLitres: 90.1 },
  })
})

test('a reversal takes back from the column that it undoes', () => {
  const reversal = { ...entry, amountLitres: -0.1, balanceLitres: 150.4, isLow: false }
  const [after] = withRecorded({ data: [stock] }, reversal).data
  expect(after?.today).toMatchObject({ outLitres: 0, closingLitres: 150.4 })
})
