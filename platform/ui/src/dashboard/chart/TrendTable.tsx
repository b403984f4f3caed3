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
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('dashboard.day')}</th>
            {series.map(({ key, label }) => (
              <th key={key} scope="col" data-numeric>
                {label} ({unit})
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[...rows].reverse().map((row) => (
            <tr key={row.day}>
              <th scope="row" className={styles.day}>
                {hrefOf ? (
                  <ScreenLink to={hrefOf(row)} fz="sm">
                    {format.day(row.day)}
                  </ScreenLink>
                ) : (
                  format.day(row.day)
                )}
              </th>
              {series.map(({ key }) => (
                <td key={key} data-numeric>
                  {format.number(Number(row[key]))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
