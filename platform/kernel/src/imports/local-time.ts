/** A wall-clock reading without a zone; month 1–12. */
export interface LocalTime {
  year: number
  month: number
  day: number
  hour: number
  minute: number
  second: number
}

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      calendar: 'iso8601',
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    })
    formats.set(zone, format)
  }
  return format
}

/** What the clock in the zone shows at the instant. */
export function localTimeAt(instant: Date, zone: string): LocalTime {
  const fields: Record<string, number> = {}
  for (const { type, value } of formatOf(zone).formatToParts(instant)) fields[type] = Number(value)
  return fields as unknown as LocalTime
}

/** False for 31 April or 25 o'clock. */
export function isRealTime({ year, month, day, hour, minute, second }: LocalTime): boolean {
  const date = new Date(Date.UTC(year, month - 1, day))
  return (
    date.getUTCFullYear() === year &&
    date.getUTCMonth() === month - 1 &&
    date.getUTCDate() === day &&
    hour < 24 &&
    minute < 60 &&
    second < 60
  )
}

/**
 * The RFC 3339 text, with the zone's offset, of a wall-clock time in the zone. Of an hour that comes twice the first
 * is meant; one that is skipped is read with the offset before the jump.
 */
export function instantInZone(time: LocalTime, zone: string): string {
  const asUtc = utcMillisecondsOf(time)
  const dayBefore = offsetAt(asUtc - 86_400_000, zone)
  const dayAfter = offsetAt(asUtc + 86_400_000, zone)
  const fits = (offset: number) => offsetAt(asUtc - offset * 60_000, zone) === offset
  const offset = fits(dayBefore) || !fits(dayAfter) ? dayBefore : dayAfter
  const sign = offset < 0 ? '-' : '+'
  const minutes = Math.abs(offset)
  const zoneText = `${sign}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
  return `${localText(time)}${zoneText}`
}

/** `YYYY-MM-DDTHH:mm:ss`. */
export function localText({ year, month, day, hour, minute, second }: LocalTime): string {
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}`
}

/** Asking the calendar costs more than all else about a cell, and the rows of a file name the same days again and again. */
const offsets = new Map<string, number>()
const MOST_OFFSETS = 20_000

/** Minutes that the zone is ahead of UTC. */
function offsetAt(milliseconds: number, zone: string): number {
  const minute = Math.floor(milliseconds / 60_000) * 60_000
  const key = `${zone} ${minute}`
  let offset = offsets.get(key)
  if (offset === undefined) {
    offset = Math.round((utcMillisecondsOf(localTimeAt(new Date(minute), zone)) - minute) / 60_000)
    if (offsets.size >= MOST_OFFSETS) offsets.clear()
    offsets.set(key, offset)
  }
  return offset
}

function utcMillisecondsOf({ year, month, day, hour, minute, second }: LocalTime): number {
  return Date.UTC(year, month - 1, day, hour, minute, second)
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}
