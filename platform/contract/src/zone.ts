const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', {
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

/**
 * In whose zone a wall clock is read or written: that of the record it is about where the record has one (a site's days
 * begin at the site's midnight), else that of the organisation. Imports, exports and reports all ask here.
 */
export function zoneOfRecord(record: { zone?: unknown } | null | undefined, ofTenant: string): string {
  return typeof record?.zone === 'string' ? record.zone : ofTenant
}

/** What the clocks of the zone show, `YYYY-MM-DDTHH:mm:ss`. */
export function localTime(instant: Date, zone: string): string {
  const parts: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {}
  for (const { type, value } of formatOf(zone).formatToParts(instant)) parts[type] = value
  const { year = '', month, day, hour, minute, second } = parts
  return `${year.padStart(4, '0')}-${month}-${day}T${hour}:${minute}:${second}`
}

/** The calendar day of an instant in an IANA zone. */
export function dayAt(instant: Date, zone: string): string {
  return localTime(instant, zone).slice(0, 10)
}

/**
 * The first instant of a calendar day in a zone, also where the clocks change at midnight: of the offsets in force a day
 * before and a day after, the earliest that lies in the day.
 */
export function startOfDay(day: string, zone: string): Date {
  const asUtc = Date.parse(`${day}T00:00:00Z`)
  const candidates = [asUtc - 86_400_000, asUtc + 86_400_000]
    .map((near) => asUtc - offsetAt(near, zone))
    .filter((candidate) => dayAt(new Date(candidate), zone) === day)
  return new Date(Math.min(...candidates))
}

/**
 * The instant at which the clocks of a zone show a local time (`YYYY-MM-DDTHH:mm`, seconds allowed): the first of two
 * where they show it twice; where they skip it, the instant as long after the gap as the time lies in it.
 */
export function instantAt(local: string, zone: string): Date {
  const asUtc = Date.parse(`${local}Z`)
  const [before = Number.NaN, after = Number.NaN] = [asUtc - 86_400_000, asUtc + 86_400_000].map(
    (near) => asUtc - offsetAt(near, zone),
  )
  const shown = [before, after].filter((at) => localTime(new Date(at), zone).startsWith(local))
  return new Date(shown.length > 0 ? Math.min(...shown) : before)
}

/** The day after (or `count` days after) a calendar day; negative counts go back. */
export function addDays(day: string, count: number): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + count)
  return date.toISOString().slice(0, 10)
}

/** Milliseconds that the zone is ahead of UTC. */
function offsetAt(milliseconds: number, zone: string): number {
  return Date.parse(`${localTime(new Date(milliseconds), zone)}Z`) - milliseconds
}
