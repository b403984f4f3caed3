import type { ImportRowStatus, ImportRun } from '@lumbung/kernel/contract'
import { Icon, useFormat } from '@lumbung/ui'
import { StateBadge, type StateLook } from '../../StateBadge.tsx'
import { usePlatformTexts } from '../../texts/use-platform-texts.ts'
import { cellsOf, type FieldCell, type FileRow, otherFaults, type shownFields } from './cells-of-row.ts'
import styles from './rows-table.module.css'

interface RowsTableProps {
  rows: readonly FileRow[]
  shown: ReturnType<typeof shownFields>
  fields: ImportRun['fields']
}

/** A row for each row of the file, a card on a phone; a fault stands in its cell. */
export function RowsTable({ rows, shown, fields }: RowsTableProps) {
  const t = usePlatformTexts()
  const format = useFormat()
  const withFaults = rows.map((row) => ({ row, others: otherFaults(row, shown, fields) }))
  const hasOthers = withFaults.some(({ others }) => others.length > 0)
  return (
    // A table that is wider than the page is scrolled by keyboard, too.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable
    <section className={styles.scroll} aria-label={t('imports.rows_table')} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col" className={styles.figure}>
              {t('imports.rows_number')}
            </th>
            <th scope="col">{t('imports.rows_state')}</th>
            {shown.map(({ name, label, isFigure }) => (
              <th key={name} scope="col" className={isFigure ? styles.figure : undefined}>
                {label}
              </th>
            ))}
            {hasOthers && <th scope="col">{t('imports.rows_problem')}</th>}
          </tr>
        </thead>
        <tbody>
          {withFaults.map(({ row, others }) => (
            <tr key={row.number}>
              <th scope="row" className={styles.figure} data-label={t('imports.rows_number')}>
                {format.number(row.number)}
              </th>
              <td className={styles.state} data-label={t('imports.rows_state')}>
                <RowStatus status={row.status} />
              </td>
              {cellsOf(row, shown).map((cell) => (
                <CellOfFile key={cell.name} cell={cell} />
              ))}
              {hasOthers && (
                <td data-label={t('imports.rows_problem')} data-empty={others.length === 0 || undefined}>
                  {others.map((fault) => (
                    <Fault key={fault} sentence={fault} />
                  ))}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function CellOfFile({ cell }: { cell: FieldCell }) {
  return (
    <td
      className={cell.isFigure ? styles.figure : undefined}
      data-label={cell.label}
      data-wrong={cell.faults.length > 0 || undefined}
    >
      <span>{cell.text}</span>
      {cell.faults.map((fault) => (
        <Fault key={fault} sentence={fault} />
      ))}
    </td>
  )
}

function Fault({ sentence }: { sentence: string }) {
  return (
    <span className={styles.fault}>
      <Icon name="alert" size={14} />
      {sentence}
    </span>
  )
}

const LOOKS: Record<ImportRowStatus, StateLook> = {
  valid: { tone: 'good', icon: 'check' },
  invalid: { tone: 'bad', icon: 'alert' },
  left_out: { tone: 'quiet', icon: 'x' },
  applied: { tone: 'good', icon: 'check' },
  failed: { tone: 'bad', icon: 'x' },
  reversed: { tone: 'quiet', icon: 'back' },
  not_reversed: { tone: 'bad', icon: 'alert' },
}

function RowStatus({ status }: { status: ImportRowStatus }) {
  const t = usePlatformTexts()
  return <StateBadge look={LOOKS[status]} word={t(`imports.row.${status}`)} />
}
