import type { ComponentType } from 'react'
import { PickSelect } from '../PickSelect.tsx'
import type { PickSource } from '../pick-source.ts'
import { ChoiceField, ChoicesField, TagsField } from './ChoiceField.tsx'
import { type FieldProps, useFrame } from './control-frame.tsx'
import { FlagField } from './FlagField.tsx'
import type { FormField } from './form-field.ts'
import { MeasureField } from './MeasureField.tsx'
import { LineField, PasswordField, ProseField } from './TextField.tsx'
import { DayField, InstantField } from './TimeField.tsx'
import { ZoneField } from './ZoneField.tsx'

/** How each kind of single value is typed; lists of groups and what a screen draws itself are put together elsewhere. */
export const CONTROLS: Readonly<Record<SingleControl, ComponentType<FieldProps>>> = {
  line: LineField,
  prose: ProseField,
  password: PasswordField,
  number: MeasureField,
  flag: FlagField,
  choice: ChoiceField,
  choices: ChoicesField,
  tags: TagsField,
  instant: InstantField,
  day: DayField,
  zone: ZoneField,
  id: LineField,
  pick: PickField,
}

export type SingleControl = Exclude<FormField['control'], 'entries' | 'own'>

function PickField(props: FieldProps) {
  const frame = useFrame(props)
  return (
    <PickSelect
      {...frame}
      source={props.field.spec.pick as PickSource}
      value={typeof props.value === 'string' && props.value !== '' ? props.value : null}
      onChange={(next) => props.onChange(next ?? '')}
      clearable={!props.field.isRequired}
    />
  )
}
