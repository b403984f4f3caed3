import { Group, Select, Text } from '@lumbung/ui'
import { usePlatformTexts } from '../../texts/use-platform-texts.ts'
import styles from './mapping.module.css'
import { type ImportField, type MappingForm, stylesNeeded } from './mapping-form.ts'

const AUTO = 'auto'

interface ReadingStyleProps {
  form: MappingForm
  fields: readonly ImportField[]
  onChange(form: MappingForm): void
}

/** How what can be read in two ways is meant; nothing is guessed, because a wrong guess looks right. */
export function ReadingStyle({ form, fields, onChange }: ReadingStyleProps) {
  const t = usePlatformTexts()
  const needed = stylesNeeded(form, fields)
  if (!needed.dates && !needed.numbers) return null
  return (
    <fieldset className={styles.style}>
      <Text component="legend" fw={600} size="sm">
        {t('imports.style_title')}
      </Text>
      <Group grow align="flex-start" preventGrowOverflow={false}>
        {needed.dates && (
          <Select
            miw={240}
            label={t('imports.style_dates')}
            description={t('imports.style_dates_help')}
            data={[
              { value: AUTO, label: t('imports.style_dates_auto') },
              { value: 'd/m/y', label: t('imports.style_dates_dmy') },
              { value: 'm/d/y', label: t('imports.style_dates_mdy') },
              { value: 'iso', label: t('imports.style_dates_iso') },
            ]}
            value={form.dateFormat ?? AUTO}
            onChange={(chosen) =>
              onChange({
                ...form,
                dateFormat: chosen === 'd/m/y' || chosen === 'm/d/y' || chosen === 'iso' ? chosen : null,
              })
            }
            allowDeselect={false}
          />
        )}
        {needed.numbers && (
          <Select
            miw={240}
            label={t('imports.style_numbers')}
            description={t('imports.style_numbers_help')}
            data={[
              { value: AUTO, label: t('imports.style_numbers_auto') },
              { value: 'comma', label: t('imports.style_numbers_comma') },
              { value: 'point', label: t('imports.style_numbers_point') },
            ]}
            value={form.decimalComma === null ? AUTO : form.decimalComma ? 'comma' : 'point'}
            onChange={(chosen) =>
              onChange({ ...form, decimalComma: chosen === AUTO ? null : chosen === 'comma' })
            }
            allowDeselect={false}
          />
        )}
      </Group>
    </fieldset>
  )
}
