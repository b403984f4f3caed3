import { useFormat } from '../format/use-format.ts'
import { useUiTexts } from '../texts/texts.ts'

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/
const DAY = /^\d{4}-\d\d-\d\d$/

/** Any value of the audit trail as text: dates and figures as people write them, the rest as it is. */
export function useValueText(): (value: unknown) => string {
  const t = useUiTexts()
  const format = useFormat()
  const write = (value: unknown): string => {
    if (value === null || value === undefined || value === '') return t('document.nothing')
    if (typeof value === 'boolean') return t(value ? 'document.yes' : 'document.no')
    if (typeof value === 'number') return format.number(value, 10)
    if (typeof value === 'string') {
      if (INSTANT.test(value)) return format.instant(value)
      return DAY.test(value) ? format.day(value) : value
    }
    if (Array.isArray(value)) return value.length === 0 ? t('document.nothing') : value.map(write).join(', ')
    const { name, code, ...rest } = value as Record<string, unknown>
    // What has a name is called by it; its other fields say what the name does not.
    if (typeof name === 'string') return name
    return Object.entries({ code, ...rest })
      .filter(([, part]) => part !== undefined && part !== null)
      .map(([key, part]) => `${key}: ${write(part)}`)
      .join(', ')
  }
  return write
}
