import { addDays } from '@lumbung/contract'
import { expect, test } from 'vitest'
import { makeColdStoreBook } from './cold-store.ts'
import { lastDayOfBook, stockBookFiles } from './stock-book.ts'
import { makeTugOperatorBook } from './tug-operator.ts'

const aWeekOfEnds = Array.from({ length: 7 }, (_, offset) => addDays('2026-11-16', offset))
const centilitresOf = (litres: string) => Number(litres.replace('.', ''))

test('the same day gives the same book, and it covers a year up to that day', () => {
  const book = makeTugOperatorBook('2026-11-19')
  expect(makeTugOperatorBook('2026-11-19')).toEqual(book)
  const days = new Set(book.movements.map(({ date }) => date.slice(0, 10)))
  expect(days.size).toBe(365)
  expect([...days].sort().at(-1)).toBe('2026-11-19')
  expect([...days].sort()[0]).toBe(addDays('2026-11-19', -364))
})

const books = aWeekOfEnds.flatMap((lastDay) => [
  ['tug operator', lastDay, makeTugOperatorBook(lastDay)] as const,
  ['cold store', lastDay, makeColdStoreBook(lastDay)] as const,
])

test.each(books)('the book of the %s to %s never goes below zero nor above its capacity', (_, __, book) => {
  for (const { site, capacityLitres } of book.capacities) {
    const adjusted = book.dips
      .filter((dip) => dip.site === site && dip.notes.includes('selisih'))
      .map(({ date, measuredLitres }) => ({ date, setTo: centilitresOf(measuredLitres) }))
    let held = 0
    for (const { date, type, litres } of book.movements.filter((row) => row.site === site)) {
      while (adjusted[0] && adjusted[0].date < date) held = adjusted.shift()?.setTo ?? held
      held += (type === 'IN' ? 1 : -1) * centilitresOf(litres)
      expect(held).toBeGreaterThanOrEqual(0)
      expect(held).toBeLessThanOrEqual(centilitresOf(capacityLitres))
    }
    expect(held).toBe(centilitresOf(book.closingLitres.get(site) ?? ''))
  }
})

test.each(aWeekOfEnds)('a book that ends on %s ends with one site low and the other not', (lastDay) => {
  const { sites, closingLitres } = makeTugOperatorBook(lastDay)
  const low = sites.map(
    ({ code, lowStockThresholdLitres }) =>
      centilitresOf(closingLitres.get(code) ?? '') < centilitresOf(lowStockThresholdLitres ?? ''),
  )
  expect(low).toEqual([true, false])
})

test('each site is dipped every month, and of all dips one is out of tolerance', () => {
  const { dips } = makeTugOperatorBook('2026-11-19')
  expect(dips.filter(({ site }) => site === 'GENSET')).toHaveLength(12)
  expect(dips.filter(({ site }) => site === 'TUG_ASSIST')).toHaveLength(12)
  expect(dips.filter(({ notes }) => notes.includes('selisih'))).toHaveLength(1)
})

test('the name of a file of movements tells the last day of its book', () => {
  const names = stockBookFiles(makeColdStoreBook('2026-11-19')).map(({ name }) => name)
  expect(names.map(lastDayOfBook).filter((day) => day !== undefined)).toEqual(['2026-11-19'])
})
