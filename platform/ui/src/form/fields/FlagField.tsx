import { Checkbox } from '@mantine/core'
import { type FieldProps, useFrame } from './control-frame.tsx'

/** Yes or no. Nothing happens until the form is sent, so it is a box to tick and no switch. */
export function FlagField(props: FieldProps) {
  const { withAsterisk: _, required: __, ...frame } = useFrame(props)
  return (
    <Checkbox
      {...frame}
      checked={props.value === true}
      onChange={(event) => props.onChange(event.currentTarget.checked)}
    />
  )
}
