import { PasswordInput, Text, Textarea, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { useUiTexts } from '../../texts/texts.ts'
import { codeOf } from '../values/code-of.ts'
import { type FieldProps, useFrame } from './control-frame.tsx'

/** One line: a name, a code, an address. */
export function LineField(props: FieldProps) {
  const { facts } = props.field
  const frame = useFrame(props)
  const help = useHelp(props)
  return (
    <TextInput
      {...frame}
      description={help}
      type={facts.isEmail ? 'email' : 'text'}
      inputMode={facts.isEmail ? 'email' : 'text'}
      autoComplete="off"
      spellCheck={!facts.isEmail && facts.control !== 'id'}
      dir="auto"
      value={textOf(props.value)}
      {...(facts.isCode ? { autoCapitalize: 'characters' } : {})}
      onChange={({ currentTarget }) => {
        if (facts.isCode) writeCode(currentTarget)
        props.onChange(currentTarget.value)
      }}
    />
  )
}

/** In the field itself, so that the caret stays where it is. */
function writeCode(field: HTMLInputElement): void {
  const code = codeOf(field.value)
  if (code === field.value) return
  const { selectionStart } = field
  field.value = code
  field.setSelectionRange(selectionStart, selectionStart)
}

/** Text of several lines, as high as what is written in it. */
export function ProseField(props: FieldProps) {
  const frame = useFrame(props)
  const help = useHelp(props)
  return (
    <Textarea
      {...frame}
      description={help}
      autosize
      minRows={2}
      maxRows={12}
      dir="auto"
      value={textOf(props.value)}
      onChange={(event) => props.onChange(event.currentTarget.value)}
    />
  )
}

export function PasswordField(props: FieldProps) {
  const t = useUiTexts()
  const frame = useFrame(props)
  return (
    <PasswordInput
      {...frame}
      aria-invalid={props.error !== undefined || undefined}
      visibilityToggleButtonProps={{ 'aria-label': t('form.show_password'), tabIndex: 0 }}
      autoComplete={/current/i.test(props.field.facts.name) ? 'current-password' : 'new-password'}
      value={textOf(props.value)}
      onChange={(event) => props.onChange(event.currentTarget.value)}
    />
  )
}

/**
 * Nothing is cut off silently: who comes near the end is told how much is left, and how much is too much, unless the
 * error says that already.
 */
function useHelp({ field: { help, facts }, value, error }: FieldProps): ReactNode {
  const t = useUiTexts()
  const { maxLength } = facts
  const { length } = textOf(value)
  if (maxLength === null || length === 0) return help || undefined
  const left = maxLength - length
  if (left > Math.max(10, maxLength / 10) || (left < 0 && error !== undefined)) return help || undefined
  return (
    <>
      {help}
      <Text
        span
        inherit
        display="block"
        aria-live="polite"
        c={left < 0 ? 'var(--mantine-color-error)' : 'inherit'}
      >
        {left < 0 ? t('form.characters_over', { count: -left }) : t('form.characters_left', { count: left })}
      </Text>
    </>
  )
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
