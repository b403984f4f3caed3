import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useFormat } from '../../format/use-format.ts'
import { useLocalText, useUiTexts } from '../../texts/texts.ts'
import type { PickSource } from '../pick-source.ts'
import { usePickLabel } from '../use-pick-options.ts'
import { isEmpty, type TypedValues } from '../values/typed-values.ts'
import { isUnreadable } from '../values/unreadable.ts'
import type { FormField } from './form-field.ts'

const MOST_PLACES = 6

/** A field's value to be read, not typed. */
export function ShownValue({ field, value }: { field: FormField; value: unknown }) {
  const show = useShow()
  if (field.control === 'pick' && typeof value === 'string' && value !== '')
    return <PickedValue source={field.spec.pick as PickSource} value={value} />
  return (
    <Text span inherit dir="auto" style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
      {show(field, value)}
    </Text>
  )
}

function PickedValue({ source, value }: { source: PickSource; value: string }) {
  return <bdi>{usePickLabel(source, value)}</bdi>
}

function useShow() {
  const t = useUiTexts()
  const local = useLocalText()
  const format = useFormat()
  const words = ({ facts }: FormField, value: unknown) => {
    const choice = facts.choices.find((one) => one.value === value)
    return choice ? local(choice.label) : String(value)
  }
  const show = (field: FormField, value: unknown): ReactNode => {
    if (field.control === 'flag') return t(value === true ? 'form.yes' : 'form.no')
    if (isEmpty(value)) return t('form.nothing')
    if (isUnreadable(value)) return value.unreadable
    if (field.control === 'password') return '••••••••'
    if (typeof value === 'number')
      return `${format.number(value, field.facts.decimals ?? MOST_PLACES)}${field.facts.unit ? ` ${field.facts.unit}` : ''}`
    if (field.control === 'instant') return format.instant(String(value), field.spec.zone)
    if (field.control === 'day') return format.day(String(value))
    if (field.control === 'entries')
      return (value as TypedValues[])
        .map((entry) => field.entry.map((part) => show(part, entry[part.facts.name])).join(' · '))
        .join('\n')
    return Array.isArray(value) ? value.map((one) => words(field, one)).join(', ') : words(field, value)
  }
  return show
}
