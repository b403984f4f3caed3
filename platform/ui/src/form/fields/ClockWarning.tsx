import { Group, Text } from '@mantine/core'
import { Icon } from '../../icons.tsx'
import { useLocale, useUiTexts } from '../../texts/texts.ts'
import { useClockSkew } from './clock-skew.ts'

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const

/** Below a field for a time, where the clock of this device cannot be trusted. */
export function ClockWarning() {
  const t = useUiTexts()
  const locale = useLocale()
  const skew = useClockSkew()
  if (skew === 0) return null
  const [unit, size] = UNITS.find(([, length]) => Math.abs(skew) >= length) ?? UNITS[2]
  const span = new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(
    Math.round(Math.abs(skew) / size),
  )
  return (
    <Group gap={6} wrap="nowrap" align="flex-start" role="status" mt={4}>
      <Icon name="alert" size={16} />
      <Text size="xs">{t(skew > 0 ? 'form.clock_ahead' : 'form.clock_behind', { span })}</Text>
    </Group>
  )
}
