import { TextInput, type TextInputProps } from '@mantine/core'
import { useState } from 'react'
import { flushSync } from 'react-dom'
import { useLocale } from '../../texts/texts.ts'
import { isUnreadable, type Unreadable } from '../values/unreadable.ts'
import { readNumber, writeNumber } from './number-entry.ts'
import styles from './number-field.module.css'

export type NumberValue = number | Unreadable | null

export interface NumberFieldProps
  extends Omit<TextInputProps, 'value' | 'defaultValue' | 'onChange' | 'rightSection'> {
  value: NumberValue
  onChange(value: NumberValue): void
  /** Places at most; null where any number of them is right. */
  decimals: number | null
  /** Decimals to which more are rounded, of what is measured; null where more are refused. */
  roundsTo?: number | null
  /** Below zero makes the keyboard of a phone show a minus. */
  minimum?: number | null
  unit?: string | null
}

/**
 * A number as people here write it. What is typed stays as it was typed until the field is left, and is then shown as it
 * was understood; a number out of bounds stays as it is, for the form to refuse.
 */
export function NumberField({
  value,
  onChange,
  decimals,
  roundsTo = null,
  minimum = null,
  unit = null,
  ...input
}: NumberFieldProps) {
  const locale = useLocale()
  const [typing, setTyping] = useState<string | null>(null)
  const shown = typing ?? written(value, locale, true)
  return (
    <TextInput
      {...input}
      type="text"
      inputMode={minimum === null || minimum < 0 ? 'text' : decimals === 0 ? 'numeric' : 'decimal'}
      autoComplete="off"
      classNames={{ input: styles.input }}
      rightSection={unit && <span aria-hidden>{unit}</span>}
      rightSectionWidth={unit ? `calc(${unit.length}ch + 1.5rem)` : undefined}
      rightSectionPointerEvents="none"
      value={shown}
      onFocus={(event) => {
        // A digit put behind a grouped `1.234` would make another number of it. What takes the place of the text at once
        // is selected like it; a press of the mouse puts the caret where it was after that.
        const plain = written(value, locale, false)
        if (plain !== shown) {
          flushSync(() => setTyping(plain))
          event.currentTarget.select()
        } else setTyping(plain)
        input.onFocus?.(event)
      }}
      onBlur={(event) => {
        setTyping(null)
        input.onBlur?.(event)
      }}
      onChange={(event) => {
        const text = event.currentTarget.value
        setTyping(text)
        onChange(readNumber(text, { locale, decimals, roundsTo, unit: unit ?? undefined }))
      }}
    />
  )
}

function written(value: NumberValue, locale: 'id' | 'en', grouped: boolean): string {
  if (value === null) return ''
  return isUnreadable(value) ? value.unreadable : writeNumber(value, locale, { grouped })
}
