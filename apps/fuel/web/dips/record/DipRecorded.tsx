import { Button, Group, Icon, ScreenLink, Stack, Text, Title, useFormat } from '@lumbung/ui'
import { useEffect, useRef } from 'react'
import type { Dip } from '../../../contract/index.ts'
import { entryPath } from '../../stock/history/entry-path.ts'
import { Notice } from '../../stock/preview/Notice.tsx'
import { useLitres } from '../../stock/use-litres.ts'
import { useFuelTexts } from '../../texts/use-fuel-texts.ts'
import styles from '../dips.module.css'
import { Comparison } from './Comparison.tsx'

/** What was measured, how it compares, and what became of the book. */
export function DipRecorded({ dip, onAgain }: { dip: Dip; onAgain(): void }) {
  const t = useFuelTexts()
  const format = useFormat()
  const litres = useLitres()
  const heading = useRef<HTMLDivElement>(null)
  // The button that was pressed is gone; what came of it is where one goes on.
  useEffect(() => heading.current?.focus(), [])
  const isPosted = dip.postedEntryId !== null
  return (
    <Stack gap="lg">
      <div ref={heading} tabIndex={-1} role="status" className={styles.done}>
        <Stack gap="sm">
          <div>
            <Title order={2} size="h4">
              {t('dip.recorded', { number: dip.number, litres: litres.plain(dip.measuredLitres) })}
            </Title>
            <Text size="sm" c="dimmed">
              {dip.location.name} · {dip.product.name} · {format.instant(dip.measuredAt, dip.zone)}
            </Text>
          </div>
          <Comparison dip={dip} />
          <Notice tone={isPosted ? 'warning' : 'neutral'}>
            {isPosted
              ? t('dip.posted', { difference: `${litres.signed(dip.differenceLitres)}\u00a0L` })
              : t(dip.differenceLitres === 0 ? 'dip.agrees' : 'dip.left')}
          </Notice>
        </Stack>
      </div>
      <Group gap="xs">
        <Button size="md" leftSection={<Icon name="plus" size={18} />} onClick={onAgain}>
          {t('dip.again')}
        </Button>
      </Group>
      <Group gap="lg">
        {dip.postedEntryId !== null && (
          <ScreenLink to={entryPath(dip.postedEntryId)}>{t('dip.see_entry')}</ScreenLink>
        )}
        <ScreenLink to="/fuel/dips">{t('dip.see_all')}</ScreenLink>
      </Group>
    </Stack>
  )
}
