import { CloseButton, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useEffect, useRef, useState } from 'react'
import { Icon } from '../../icons.tsx'
import { useUiTexts } from '../../texts/texts.ts'
import styles from './filters.module.css'

const SETTLE_MS = 300

/** Searches while one types, once the fingers rest; what is in the field is never overwritten while it is typed. */
export function SearchFilter({
  label,
  text,
  maxLength,
  onChange,
}: {
  label: string | undefined
  text: string
  maxLength: number | null
  onChange(text: string | null): void
}) {
  const t = useUiTexts()
  const name = label ?? t('list.search')
  const [typed, setTyped] = useState(text)
  const sent = useRef(text)
  const send = (next: string) => {
    sent.current = next.trim()
    onChange(sent.current === '' ? null : sent.current)
  }
  const sendSoon = useDebouncedCallback(send, SETTLE_MS)
  // The back button, a view, or "clear all" changed it from outside.
  useEffect(() => {
    if (text === sent.current) return
    sendSoon.cancel()
    sent.current = text
    setTyped(text)
  }, [text, sendSoon])
  const change = (next: string) => {
    setTyped(next)
    sendSoon(next)
  }
  return (
    <TextInput
      type="search"
      className={styles.search}
      classNames={{ input: styles.control }}
      aria-label={name}
      placeholder={name}
      leftSection={<Icon name="search" size={16} />}
      rightSection={
        typed !== '' && (
          <CloseButton
            size="sm"
            aria-label={t('list.filter_remove', { filter: name })}
            onClick={() => {
              sendSoon.cancel()
              setTyped('')
              send('')
            }}
          />
        )
      }
      value={typed}
      {...(maxLength === null ? {} : { maxLength })}
      enterKeyHint="search"
      autoComplete="off"
      dir="auto"
      onChange={(event) => change(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') sendSoon.flush()
      }}
    />
  )
}
