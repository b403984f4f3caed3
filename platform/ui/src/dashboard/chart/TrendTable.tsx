import { Table } from '@mantine/core'
import { useFormat } from '../../format/use-format.ts'
import { ScreenLink } from '../../page/navigation.tsx'
import { useUiTexts } from '../../texts/texts.ts'
import type { TrendChartProps } from '../dashboard-types.ts'
import styles from './chart.module.css'

/** The chart's figures as a table, the newest day first; a day opens its rows. */
export function TrendTable({
  title,
  rows,
  series,
  unit,
  hrefOf,
  height,
}: Pick<TrendChartProps, 'title' | 'rows' | 'series' | 'unit' | 'hrefOf'> & { height: number }) {
  const t = useUiTexts()
  const format = useFormat()
  return (
    <section
      className={styles.scroll}
      style={{ height }}
      aria-label={`${title}: ${t('dashboard.table')}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
      tabIndex={0}
    >
      <Table stickyHeader horizontalSpacing={6} fz="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('dashboard.day')}</Table.Th>
            {series.map(({ key, label }) => (
              <Table.Th key={key} scope="col" ta="right">
                {label} ({unit})
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {[...rows].reverse().map((row) => (
            <Table.Tr key={row.day}>
              <Table.Th scope="row" fw={400} className={styles.day}>
                {hrefOf ? (
                  <ScreenLink to={hrefOf(row)} fz="sm">
                    {format.day(row.day)}
                  </ScreenLink>
                ) : (
                  format.day(row.day)
                )}
              </Table.Th>
              {series.map(({ key }) => (
                <Table.Td key={key} ta="right">
                  {format.number(Number(row[key]))}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  )
}
