import { addDays } from '@lumbung/contract'
import type { Trend } from '@lumbung/ledger'
import Big from 'big.js'
import type { TrendDay } from '../../contract/reports.ts'
import { type DayRange, daysIn } from '../day-range.rules.ts'
import { litresOf } from './stock.rules.ts'

type TotalDay = Trend['total'][number]

/** Every day of the range once, in order; days before there was any stock are zero. */
export function toTrendDays(range: DayRange, total: readonly TotalDay[]): TrendDay[] {
  const byDay = new Map(total.map((day) => [day.day, day]))
  return Array.from({ length: daysIn(range) }, (_, index) => {
    const day = addDays(range.startDate, index)
    return toTrendDay(byDay.get(day) ?? { day, opening: '0', in: '0', out: '0', adjusted: '0', closing: '0' })
  })
}

function toTrendDay(sums: TotalDay): TrendDay {
  return {
    day: sums.day,
    openingLitres: litresOf(sums.opening),
    inLitres: litresOf(sums.in),
    outLitres: litresOf(sums.out),
    adjustedLitres: litresOf(sums.adjusted),
    closingLitres: litresOf(sums.closing),
    deltaLitres: litresOf(Big(sums.closing).minus(sums.opening).toFixed()),
  }
}
