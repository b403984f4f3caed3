import { Button, Icon, Table, Text, useFormat } from '@lumbung/ui'
import { useState } from 'react'
import type { BookChange } from '../../../contract/index.ts'
import { useFuelTexts } from '../../texts/use-fuel-texts.ts'
import { useLitres } from '../use-litres.ts'
import styles from './preview.module.css'
import { shownDays } from './shown-days.ts'

/**
 * The days of the book that a back-dated posting changes: how many and how low at most, the first few, and the rest as it
 * is asked for, so that the button below stays in sight.
 */
export function DaysTable({ days, daysChanged }: Pick<BookChange, 'days' | 'daysChanged'>) {
  const t = useFuelTexts()
  const format = useFormat()
  const litres = useLitres()
  const [isOpen, setOpen] = useState(false)
  const shown = isOpen ? days : shownDays(days)
  const isCut = isOpen && daysChanged > days.length
  const lowest = Math.min(...days.map(({ newLowestLitres }) => newLowestLitres))
  return (
    <div>
      <Text size="sm" fw={600}>
        {t('preview.days_changed', { count: daysChanged, lowest: litres.plain(lowest) })}
      </Text>
      {isCut && (
        <Text size="sm" c="dimmed">
          {t('preview.days_cut', { shown: format.number(days.length) })}
        </Text>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by the keyboard. */}
      <section className={styles.days} tabIndex={0} aria-label={t('preview.days')}>
        <Table verticalSpacing={6} horizontalSpacing={6} stickyHeader>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('preview.day')}</Table.Th>
              <Table.Th ta="right">{t('preview.closing')}</Table.Th>
              <Table.Th ta="right">{t('preview.new_closing')}</Table.Th>
              <Table.Th ta="right">{t('preview.lowest')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map(({ day, closingLitres, newClosingLitres, newLowestLitres }) => {
              const isNegative = newLowestLitres < 0
              return (
                <Table.Tr key={day} className={isNegative ? styles.negative : undefined}>
                  <Table.Th scope="row" fw={500}>
                    {format.day(day)}
                    {isNegative && (
                      <span className={styles.mark}>
                        <Icon name="alert" size={14} />
                        {t('preview.negative')}
                      </span>
                    )}
                  </Table.Th>
                  <Table.Td ta="right">{litres.bare(closingLitres)}</Table.Td>
                  <Table.Td ta="right">{litres.bare(newClosingLitres)}</Table.Td>
                  <Table.Td ta="right">{litres.bare(newLowestLitres)}</Table.Td>
                </Table.Tr>
              )
            })}
          </Table.Tbody>
        </Table>
      </section>
      {days.length > shownDays(days).length && (
        <Button
          variant="subtle"
          size="sm"
          aria-expanded={isOpen}
          leftSection={<Icon name={isOpen ? 'chevron-up' : 'chevron-down'} size={16} />}
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen
            ? t('preview.days_less')
            : t('preview.days_more', { count: days.length - shownDays(days).length })}
        </Button>
      )}
    </div>
  )
}
