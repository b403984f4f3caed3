import type { ImportReading } from '@lumbung/kernel/contract'
import { useFormat } from '@lumbung/ui'
import { usePlatformTexts } from '../../texts/use-platform-texts.ts'
import { letterOf } from '../mapping/mapping-form.ts'
import styles from './first-rows.module.css'

interface FirstRowsProps {
  rows: ImportReading['firstRows']
  headerRow: number
}

/** The top of the file as it was read, with the letters and numbers that a spreadsheet program shows. */
export function FirstRows({ rows, headerRow }: FirstRowsProps) {
  const t = usePlatformTexts()
  const format = useFormat()
  const width = Math.max(0, ...rows.map(({ cells }) => cells.length))
  const letters = Array.from({ length: width }, (_, index) => letterOf(index))
  return (
    // A table that is wider than the page is scrolled by keyboard, too.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable
    <section className={styles.scroll} aria-label={t('imports.first_rows')} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('imports.rows_number')}</th>
            {letters.map((letter) => (
              <th key={letter} scope="col">
                {letter}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ number, cells }) => (
            <tr key={number} data-header={number === headerRow || undefined}>
              <th scope="row">{format.number(number)}</th>
              {letters.map((letter, index) => (
                <td key={letter}>{cells[index] ?? ''}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
