import { NativeSelect, Text, TextInput } from '@mantine/core'
import type { LineColumn } from '../document-types.ts'

/** One value of a line; it is read when the field is left, so that half a number is no problem yet. */
export function LineField({
  column,
  text,
  problem,
  isReadOnly,
  onChange,
}: {
  column: LineColumn<object>
  text: string
  problem: string | undefined
  isReadOnly: boolean
  onChange(text: string): void
}) {
  const shared = { label: column.header, error: problem, size: 'md' }
  if (column.kind === 'choice' && !isReadOnly) {
    const labels = column.choices?.map(({ label }) => label) ?? []
    return (
      <NativeSelect
        {...shared}
        value={text}
        data={['', ...labels]}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    )
  }
  const leave = ({ currentTarget: { value } }: { currentTarget: HTMLInputElement }) => {
    if (value !== text) onChange(value)
  }
  return (
    <TextInput
      {...shared}
      // Another text from outside (undo) replaces what stands in the field.
      key={text}
      defaultValue={text}
      {...(isReadOnly ? { readOnly: true, variant: 'filled' } : {})}
      maxLength={2_000}
      inputMode={column.kind === 'number' ? 'decimal' : 'text'}
      rightSection={column.unit ? <Text size="sm">{column.unit}</Text> : undefined}
      onBlur={leave}
      onKeyDown={(event) => {
        if (event.key === 'Enter') leave(event)
      }}
    />
  )
}
