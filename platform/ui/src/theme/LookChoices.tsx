import { Stack, Text, useMantineColorScheme } from '@mantine/core'
import { useId } from 'react'
import { SegmentedControl } from '../form/segments/SegmentedControl.tsx'
import { changeLocale, useLocale, useUiTexts } from '../texts/texts.ts'

/** Language and appearance on this device; they change at once. */
export function LookChoices({ size = 'sm' }: { size?: 'xs' | 'sm' }) {
  const t = useUiTexts()
  const locale = useLocale()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <Stack gap="sm">
      <Choice
        size={size}
        label={t('look.language')}
        value={locale}
        choices={{ id: 'Indonesia', en: 'English' }}
        onChoose={(value) => void changeLocale(value)}
      />
      <Choice
        size={size}
        label={t('look.appearance')}
        value={colorScheme}
        choices={{ light: t('look.light'), dark: t('look.dark'), auto: t('look.auto') }}
        onChoose={setColorScheme}
      />
    </Stack>
  )
}

function Choice<Value extends string>({
  size,
  label,
  value,
  choices,
  onChoose,
}: {
  size: 'xs' | 'sm'
  label: string
  value: Value
  choices: Readonly<Record<Value, string>>
  onChoose(value: Value): void
}) {
  const id = useId()
  return (
    <div>
      <Text size={size} {...(size === 'xs' ? { c: 'dimmed' } : { fw: 500 })} mb={4} id={id}>
        {label}
      </Text>
      <SegmentedControl
        fullWidth
        size={size}
        aria-labelledby={id}
        value={value}
        onChange={onChoose}
        data={(Object.keys(choices) as Value[]).map((key) => ({ value: key, label: choices[key] }))}
      />
    </div>
  )
}
