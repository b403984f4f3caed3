import { type Column, useFormat } from '@lumbung/ui'
import type { StockEntry } from '../../../contract/index.ts'
import { useFuelTexts } from '../../texts/use-fuel-texts.ts'
import { placeColumns } from '../place-columns.ts'
import { useLitres } from '../use-litres.ts'
import { Counterpart } from './Counterpart.tsx'
import { EntryAmount } from './EntryAmount.tsx'
import { EntryMark } from './EntryMark.tsx'
import styles from './history.module.css'

/** Columns are called like the fields of a line, so that a file of what is shown has the same ones. */
export function useColumns({ hasProducts }: { hasProducts: boolean }): readonly Column<StockEntry>[] {
  const t = useFuelTexts()
  const format = useFormat()
  const litres = useLitres()
  return [
    {
      id: 'date',
      sort: 'date',
      header: t('column.date'),
      cell: ({ date, zone }) => format.instant(date, zone),
      onPhone: 'title',
      width: 215,
    },
    {
      id: 'type',
      header: t('column.type'),
      cell: (entry) => (
        <span className={styles.types}>
          <EntryMark type={entry.type} />
          <Counterpart entry={entry} />
        </span>
      ),
      onPhone: 'detail',
      width: 215,
    },
    ...placeColumns(t, { hasProducts }),
    {
      id: 'amountLitres',
      header: t('column.amount'),
      cell: (entry) => <EntryAmount entry={entry} />,
      numeric: true,
      onPhone: 'aside',
      width: 130,
    },
    {
      id: 'balanceLitres',
      header: t('column.balance'),
      cell: ({ balanceLitres }) => litres.inColumn(balanceLitres),
      numeric: true,
      onPhone: 'detail',
      width: 130,
    },
    { id: 'notes', header: t('column.notes'), cell: ({ notes }) => notes, prose: true, onPhone: 'detail' },
    {
      id: 'user',
      header: t('column.user'),
      cell: ({ user }) => user.name,
      width: 160,
      exports: ['user.name'],
    },
    {
      id: 'recordedAt',
      header: t('column.recorded'),
      cell: ({ recordedAt, zone }) => format.instant(recordedAt, zone),
      optional: true,
      width: 215,
    },
    {
      id: 'businessDay',
      header: t('column.business_day'),
      cell: ({ businessDay }) => format.day(businessDay),
      optional: true,
      width: 130,
    },
  ]
}
