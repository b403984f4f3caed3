import { Text, TextInput, type TextInputProps } from '@mantine/core'
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { isUnreadable, type Unreadable } from '../values/unreadable.ts'
import { CalendarButton } from './CalendarButton.tsx'
import { type Part, withSeparators } from './separators.ts'
import styles from './time-input.module.css'

/** A day `YYYY-MM-DD` or an instant in ISO 8601, what cannot be read as one, or the empty text. */
export type TimeValue = string | Unreadable

export interface TimeInputProps
  extends Omit<TextInputProps, 'value' | 'defaultValue' | 'onChange' | 'rightSection' | 'type'> {
  value: TimeValue
  onChange(value: TimeValue): void
}

/** What a day and an instant do differently in the same field. */
export interface TimeEntry {
  shape: string
  parts: readonly Part[]
  /** `before`: what the field held when the typing began. */
  read(typed: string, before: string | null): TimeValue | null
  write(value: string): string
  /** `Selasa 10 Nov 2026, 21 hari yang lalu`. */
  inWords(value: string): string
  /** The value `by` steps later; of what, the place of the caret in the written text says. */
  step(value: string, caret: number, by: number): string
  /** The day that a calendar marks, and the value with another day. */
  dayOf(value: string): string
  onDay(day: string, value: string | null): string
  today: string
  /** The named zone of its clock, beside the field. */
  beside?: ReactNode
}

/**
 * A date as it is written here, day before month, whatever the browser's own language: typed in digits, in words or by
 * the arrow keys, or picked from a calendar. What is typed stays until the field is left, and is repeated in words below.
 */
export function TimeInput({
  entry,
  value,
  onChange,
  classNames,
  ...input
}: TimeInputProps & { entry: TimeEntry }) {
  const field = useRef<HTMLInputElement>(null)
  const [typing, setTyping] = useState<string | null>(null)
  const [isOpen, setOpen] = useState(false)
  const caret = useRef<number | null>(null)
  const before = useRef<string | null>(null)
  const known = isUnreadable(value) || value === '' ? null : value
  const shown = typing ?? (isUnreadable(value) ? value.unreadable : value === '' ? '' : entry.write(value))

  // Another text under the caret would send it to the end.
  useEffect(() => {
    if (caret.current === null) return
    field.current?.setSelectionRange(caret.current, caret.current)
    caret.current = null
  })

  const hearKey = (event: KeyboardEvent<HTMLInputElement>) => {
    input.onKeyDown?.(event)
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
    event.preventDefault()
    if (event.altKey) setOpen(true)
    else {
      caret.current = event.currentTarget.selectionStart ?? 0
      setTyping(null)
      const by = event.key === 'ArrowUp' ? 1 : -1
      onChange(known === null ? entry.onDay(entry.today, null) : entry.step(known, caret.current, by))
    }
  }
  const pick = (day: string) => {
    setOpen(false)
    setTyping(null)
    onChange(entry.onDay(day, known))
    field.current?.focus()
  }

  return (
    <div>
      <TextInput
        {...input}
        ref={field}
        type="text"
        inputMode="numeric"
        autoComplete="off"
        autoCorrect="off"
        spellCheck={false}
        placeholder={entry.shape}
        classNames={{ ...classNames, input: styles.input }}
        inputContainer={(control) => (
          <div className={styles.beside}>
            {control}
            {entry.beside}
          </div>
        )}
        rightSectionWidth="var(--time-picker)"
        rightSection={
          <CalendarButton
            isOpen={isOpen}
            onOpen={setOpen}
            isDisabled={input.disabled === true}
            day={known === null ? null : entry.dayOf(known)}
            today={entry.today}
            onPick={pick}
          />
        }
        value={shown}
        onKeyDown={hearKey}
        onFocus={(event) => {
          before.current = known
          input.onFocus?.(event)
        }}
        onBlur={(event) => {
          setTyping(null)
          input.onBlur?.(event)
        }}
        onChange={(event) => {
          const text = withSeparators(shown, event.currentTarget.value, entry.parts)
          setTyping(text)
          onChange(entry.read(text, before.current) ?? '')
        }}
      />
      <Text size="xs" c="dimmed" className={styles.words} aria-live="polite">
        {known === null ? '' : entry.inWords(known)}
      </Text>
    </div>
  )
}
