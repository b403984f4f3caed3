import { useSession } from '../../session/session.tsx'
import { DayInput } from '../time/DayInput.tsx'
import { InstantInput } from '../time/InstantInput.tsx'
import type { TimeValue } from '../time/TimeInput.tsx'
import { ClockWarning } from './ClockWarning.tsx'
import { useClockSkew } from './clock-skew.ts'
import { type FieldProps, useFrame } from './control-frame.tsx'

/** An instant, typed as the clocks of a zone show it: the organisation's, wherever the person is. */
export function InstantField(props: FieldProps) {
  const { me } = useSession()
  const frame = useFrame(props)
  const skew = useClockSkew()
  return (
    <div>
      <InstantInput
        {...frame}
        zone={props.field.spec.zone ?? me.tenant?.zone ?? 'Asia/Jakarta'}
        skew={skew}
        value={(props.value ?? '') as TimeValue}
        onChange={props.onChange}
      />
      <ClockWarning />
    </div>
  )
}

/** A calendar day. */
export function DayField(props: FieldProps) {
  const frame = useFrame(props)
  return (
    <div>
      <DayInput {...frame} value={(props.value ?? '') as TimeValue} onChange={props.onChange} />
      <ClockWarning />
    </div>
  )
}
