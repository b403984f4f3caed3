import { addDays, startOfDay } from '@lumbung/contract'

/**
 * Spans of days that are counted from today. The address and saved views carry their names instead of dates, so that
 * "the last 7 days" is still the last 7 days when the view is opened next month.
 */
export const DAY_PRESETS = ['today', '7d', '30d', 'month'] as const
export type DayPreset = (typeof DAY_PRESETS)[number]

/** Both days belong to the range; undefined leaves that end open. */
export interface DayRange {
  from?: string | undefined
  to?: string | undefined
}

export function isDayPreset(text: string | undefined): text is DayPreset {
  return DAY_PRESETS.some((preset) => preset === text)
}

/** The days of a preset; all of them end today. */
export function daysOfPreset(preset: DayPreset, today: string): { from: string; to: string } {
  if (preset === 'month') return { from: `${today.slice(0, 8)}01`, to: today }
  const span = { today: 1, '7d': 7, '30d': 30 }[preset]
  return { from: addDays(today, 1 - span), to: today }
}

/** The range in its natural order: who names the later day first means the same days. */
export function inOrder({ from, to }: DayRange): DayRange {
  return from !== undefined && to !== undefined && from > to ? { from: to, to: from } : { from, to }
}

/** Where a list takes instants: from the first moment of the first day up to, and without, the moment after the last. */
export function instantsOf({ from, to }: DayRange, zone: string): DayRange {
  return {
    from: from && startOfDay(from, zone).toISOString(),
    to: to && startOfDay(addDays(to, 1), zone).toISOString(),
  }
}

/** A calendar day that exists: `2026-02-30` does not. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}
