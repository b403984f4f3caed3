import { useFormat } from '@lumbung/ui'
import { usePlatformTexts } from '../texts/use-platform-texts.ts'
import type { InputField } from './input-fields.ts'

/** Longer patterns say nothing to a reader; the document has them. */
const LONGEST_PATTERN = 60

/** What a field may hold, in words. */
export function useBounds(): (field: InputField) => string[] {
  const t = usePlatformTexts()
  const format = useFormat()
  return ({ name, place, type, schema }) => {
    if (place === 'header') {
      if (name === 'Idempotency-Key') return [t('developers.header_idempotency')]
      if (name === 'If-Match') return [t('developers.header_if_match')]
    }
    if (place === 'form' && type === 'string (binary)') return [t('developers.file')]
    const { minimum, maximum, minLength, maxLength, maxItems, pattern } = schema
    const choices = schema.enum ?? (schema.const === undefined ? undefined : [schema.const])
    return [
      choices && t('developers.bound_choices', { choices: choices.map(String).join(', ') }),
      schema['x-unit'] && t('developers.bound_unit', { unit: schema['x-unit'] }),
      minimum !== undefined && t('developers.bound_min', { bound: format.number(minimum, 6) }),
      maximum !== undefined && t('developers.bound_max', { bound: format.number(maximum, 6) }),
      minLength !== undefined &&
        minLength > 1 &&
        t('developers.bound_min_length', { bound: format.number(minLength) }),
      maxLength !== undefined && t('developers.bound_max_length', { bound: format.number(maxLength) }),
      maxItems !== undefined && t('developers.bound_max_items', { bound: format.number(maxItems) }),
      pattern !== undefined &&
        pattern.length <= LONGEST_PATTERN &&
        t('developers.bound_pattern', { pattern }),
      schema.default !== undefined &&
        t('developers.bound_default', { value: JSON.stringify(schema.default) }),
    ].filter((bound): bound is string => typeof bound === 'string')
  }
}
