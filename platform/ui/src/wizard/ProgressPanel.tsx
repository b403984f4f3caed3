import { Button, Card, Group, Progress, Stack, Text, VisuallyHidden } from '@mantine/core'
import { useFormat } from '../format/use-format.ts'
import { useLocale, useUiTexts } from '../texts/texts.ts'
import { spanOf } from './remaining-time.ts'
import { useCalmText } from './use-calm-text.ts'
import styles from './wizard.module.css'
import type { ProgressPanelProps } from './wizard-types.ts'

const TONES = { good: 'padi', bad: 'red' } as const

/** How far long work is, how fast it goes and how long it will take; read out from time to time. */
export function ProgressPanel({ title, progress, counts = [], note, cancel }: ProgressPanelProps) {
  const t = useUiTexts()
  const format = useFormat()
  const locale = useLocale()
  const { done, total, rowsPerSecond, remainingSeconds } = progress
  const share = total === null ? null : total === 0 ? 100 : Math.min(100, (done / total) * 100)
  const howFar =
    total === null
      ? t('wizard.progress_so_far', { done: format.number(done) })
      : t('wizard.progress_of', { done: format.number(done), total: format.number(total) })
  const span = remainingSeconds === null ? null : spanOf(remainingSeconds, locale)
  const facts = [
    howFar,
    ...(rowsPerSecond ? [t('wizard.rate', { rate: format.number(rowsPerSecond, 0) })] : []),
    ...(remainingSeconds === null
      ? []
      : [span === null ? t('wizard.nearly_there') : t('wizard.remaining', { span })]),
  ].join(' · ')
  const said = useCalmText(`${title}: ${facts}`)
  return (
    <Card withBorder>
      <Stack gap="sm">
        <Group justify="space-between" gap="xs">
          <Text fw={600}>{title}</Text>
          {share !== null && <Text fw={600}>{format.percent(share, 0)}</Text>}
        </Group>
        <Progress.Root
          size="lg"
          role="progressbar"
          aria-label={title}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuetext={facts}
          {...(share === null ? {} : { 'aria-valuenow': Math.round(share) })}
        >
          <Progress.Section
            withAria={false}
            value={share ?? 30}
            {...(share === null ? { className: styles.unknown } : {})}
          />
        </Progress.Root>
        <Text size="sm" c="dimmed">
          {facts}
        </Text>
        {counts.length > 0 && (
          <dl className={styles.figures}>
            {counts.map(({ label, value, tone }) => (
              <div key={label} className={styles.figure}>
                <Text component="dt" size="sm">
                  {label}
                </Text>
                <Text component="dd" size="sm" {...(tone && value > 0 ? { c: TONES[tone] } : {})}>
                  {format.number(value)}
                </Text>
              </div>
            ))}
          </dl>
        )}
        {note && (
          <Text size="sm" component="div">
            {note}
          </Text>
        )}
        {cancel && (
          <div>
            <Button variant="default" loading={cancel.isRunning} onClick={cancel.run}>
              {cancel.label}
            </Button>
          </div>
        )}
        <VisuallyHidden role="status">{said}</VisuallyHidden>
      </Stack>
    </Card>
  )
}
