import { type ControlProps, PickSelect } from '@lumbung/ui'
import { useEffect } from 'react'
import { useFuelTexts } from '../../texts/use-fuel-texts.ts'
import { ACTIVE_SITES } from '../pick-sources.ts'

/** The site, searched on the server; `onShown` is told which one stands there, however it came there. */
export function SiteField({
  control: { id, value, onChange, onBlur, error },
  help,
  onShown,
}: {
  control: ControlProps
  /** What is known of the chosen site. */
  help: string | undefined
  onShown(location: string | null): void
}) {
  const t = useFuelTexts()
  const chosen = typeof value === 'string' && value !== '' ? value : null
  useEffect(() => onShown(chosen), [chosen, onShown])
  return (
    <PickSelect
      id={id}
      label={t('record.site')}
      description={help}
      source={ACTIVE_SITES}
      value={chosen}
      onChange={(next) => onChange(next ?? '')}
      onBlur={onBlur}
      error={error}
      required
      withAsterisk={false}
    />
  )
}
