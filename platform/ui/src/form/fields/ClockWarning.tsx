import { Group, Text } from '@mantine/core'
import { Icon } from '../../icons.tsx'
import { useLocale, useUiTexts } from '../../texts/texts.ts'
import { useClockSkew, wordsOfSkew } from './clock-skew.ts'

/** Below a field for a time, where the clock of this device cannot be trusted. */
export function ClockWarning() {
  const t = useUiTexts()
  const locale = useLocale()
  const skew = useClockSkew()
  if (skew === 0) return null
  const span = wordsOfSkew(skew, locale)
  return (
    <Group gap={6} wrap="nowrap" align="flex-start" role="status" mt={4}>
      <Icon name="alert" size={16} />
      <Text size="xs">{t(skew > 0 ? 'form.clock_ahead' : 'form.clock_behind', { span })}</Text>
    </Group>
  )
}
