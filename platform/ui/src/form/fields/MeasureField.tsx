import { NumberField, type NumberValue } from '../number/NumberField.tsx'
import { type FieldProps, useFrame } from './control-frame.tsx'

/** A number of the contract: its places, its bounds and its unit. */
export function MeasureField(props: FieldProps) {
  const { facts } = props.field
  const frame = useFrame(props)
  return (
    <NumberField
      {...frame}
      decimals={facts.decimals}
      roundsTo={facts.roundsTo}
      minimum={facts.minimum}
      unit={facts.unit}
      value={props.value as NumberValue}
      onChange={props.onChange}
    />
  )
}
