import { type ControlProps, NumberField, type NumberValue } from '@lumbung/ui'

/** As large as the figure on a pump: read at arm's length, in the sun, and hit with a wet finger. */
const HUGE = {
  input: { height: '4.5rem', fontSize: '2.25rem', fontWeight: 600 },
  section: { fontSize: '1.5rem' },
  label: { fontSize: '1rem' },
}

/** Litres, with the keypad that has a decimal mark; the phone's own "done" saves. */
export function AmountField({
  label,
  help,
  isHuge = false,
  control: { id, value, onChange, onBlur, error },
}: {
  label: string
  help?: string | undefined
  /** Where it is the one thing to fill in. */
  isHuge?: boolean
  control: ControlProps
}) {
  return (
    <NumberField
      id={id}
      label={label}
      description={help}
      value={value as NumberValue}
      onChange={onChange}
      onBlur={onBlur}
      error={error}
      decimals={2}
      minimum={0}
      unit="L"
      required
      withAsterisk={false}
      autoFocus={isHuge}
      enterKeyHint="done"
      {...(isHuge ? { styles: HUGE, rightSectionWidth: '3.5rem' } : {})}
    />
  )
}
