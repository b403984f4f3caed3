import { addDays, type DecimalText } from '@lumbung/contract'
import type { DipRow, MovementRow } from './fuel-files.ts'
import type { SeededRandom } from './seeded-random.ts'

/**
 * How a site lives. Volumes are whole centilitres: arithmetic on them is exact, and they print with two decimals.
 */
export interface SiteProfile {
  site: string
  product: string
  openingCl: number
  /** A tanker of this size is ordered when the day begins with less than `reorderBelowCl`. */
  deliveryCl: number
  reorderBelowCl: number
  /** Fuel used at each occasion of a day; weekday 0 is Sunday. */
  useOf(weekday: number, random: SeededRandom): { time: string; centilitres: number; notes: string }[]
  /** The last tanker of the year is of the size that leaves this much at the end; undefined: as ordered. */
  finalCl?: number
  /** Which of the year's dips finds a loss that no dipstick explains. */
  lossAtDip?: number
}

export interface SiteYear {
  movements: MovementRow[]
  dips: DipRow[]
  /** What the book holds at the end of the last day. */
  closingLitres: DecimalText
}

/** Days before the end on which the last tanker comes, where the end is decided. */
const FINAL_STRETCH_DAYS = 45
const DAYS_BETWEEN_DIPS = 30
/** Of ten thousand: what a dip of a sound tank misses, and what the unsound one does. */
const USUAL_LOSS = { least: -10, most: 35 }
const UNUSUAL_LOSS = { least: 120, most: 160 }

const DELIVERY_TIME = '06:30'
const DIP_TIME = '06:00'
const CENTILITRES = 100

/** Movements and dips of one site over the `days` days to `lastDay`; the balance is never below zero. */
export function simulateSite(
  profile: SiteProfile,
  random: SeededRandom,
  { lastDay, days }: { lastDay: string; days: number },
): SiteYear {
  const { site, product } = profile
  const calendar = Array.from({ length: days }, (_, index) => addDays(lastDay, index - days + 1))
  const uses = calendar.map((day) => profile.useOf(weekdayOf(day), random))
  const movements: MovementRow[] = []
  const dips: DipRow[] = []
  let bookCl = 0
  const move = (type: 'IN' | 'OUT', date: string, centilitres: number, notes: string) => {
    bookCl += type === 'IN' ? centilitres : -centilitres
    if (bookCl < 0) throw new RangeError(`${site} would hold less than nothing on ${date}`)
    movements.push({ date, site, product, type, litres: litresOf(centilitres), notes })
  }
  for (const [index, day] of calendar.entries()) {
    if (index === 0) move('IN', `${day}T00:00`, profile.openingCl, 'Stok awal')
    else if (index % DAYS_BETWEEN_DIPS === 0) {
      const unsound = dips.length === profile.lossAtDip
      const { least, most } = unsound ? UNUSUAL_LOSS : USUAL_LOSS
      const measuredCl = wholeLitres(bookCl - (bookCl / 10_000) * random.between(least, most))
      dips.push({
        date: `${day}T${DIP_TIME}`,
        site,
        product,
        measuredLitres: litresOf(measuredCl),
        notes: unsound ? 'Sounding bulanan, selisih diperiksa' : 'Sounding bulanan',
      })
      // The book follows the dip only where the difference is more than a dipstick's.
      if (unsound) bookCl = measuredCl
    }
    const arrivingCl = deliveryOn(index)
    if (arrivingCl > 0) move('IN', `${day}T${DELIVERY_TIME}`, arrivingCl, 'Kiriman pemasok')
    for (const { time, centilitres, notes } of uses[index] ?? [])
      move('OUT', `${day}T${time}`, centilitres, notes)
  }
  return { movements, dips, closingLitres: litresOf(bookCl) }

  function deliveryOn(index: number): number {
    const { finalCl, reorderBelowCl, deliveryCl } = profile
    const remaining = days - index
    if (finalCl === undefined || remaining > FINAL_STRETCH_DAYS) {
      return index > 0 && bookCl < reorderBelowCl ? deliveryCl : 0
    }
    if (remaining < FINAL_STRETCH_DAYS) return 0
    const stillUsed = uses.slice(index).flat()
    return stillUsed.reduce((sum, { centilitres }) => sum + centilitres, finalCl - bookCl)
  }
}

export function litresOf(centilitres: number): DecimalText {
  const whole = Math.trunc(centilitres / CENTILITRES)
  return `${whole}.${String(centilitres % CENTILITRES).padStart(2, '0')}`
}

/** A dipstick shows whole litres. */
function wholeLitres(centilitres: number): number {
  return Math.round(centilitres / CENTILITRES) * CENTILITRES
}

function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay()
}
