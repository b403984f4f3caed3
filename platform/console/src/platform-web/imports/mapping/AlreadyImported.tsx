import type { ImportRun } from '@lumbung/kernel/contract'
import { Alert, Icon, ScreenLink, Text, useFormat } from '@lumbung/ui'
import { usePlatformTexts } from '../../texts/use-platform-texts.ts'

/** A warning, no refusal: the same bytes can be meant twice, but seldom are. */
export function AlreadyImported({ earlier }: { earlier: NonNullable<ImportRun['alreadyImported']> }) {
  const t = usePlatformTexts()
  const format = useFormat()
  const at = format.instant(earlier.at)
  return (
    <Alert color="yellow" icon={<Icon name="alert" />} title={t('imports.again_title')}>
      <Text size="sm">
        {earlier.appliedRows > 0
          ? t('imports.again_applied', {
              count: earlier.appliedRows,
              rows: format.number(earlier.appliedRows),
              at,
            })
          : t('imports.again_else', { at, state: t(`imports.state.${earlier.state}`).toLowerCase() })}{' '}
        <ScreenLink to={`/imports/${earlier.id}`} size="sm" underline="always">
          {t('imports.again_open')}
        </ScreenLink>
      </Text>
    </Alert>
  )
}
