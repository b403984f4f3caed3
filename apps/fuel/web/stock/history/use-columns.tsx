import { type Column, useFormat, useIsPhone, useSession, useUrlState } from '@lumbung/ui'
import { listStockHistory, type StockEntry } from '../../../contract/index.ts'
import { useFuelTexts } from '../../texts/use-fuel-texts.ts'
import { placeColumns } from '../place-columns.ts'
import { useLitres } from '../use-litres.ts'
import { Counterpart } from './Counterpart.tsx'
import { EntryAmount } from './EntryAmount.tsx'
import { EntryMark } from './EntryMark.tsx'
import styles from './history.module.css'

/**
 * On a phone a line takes two: what it did and why, when and what was left. What the filters say already is not said on every
 * card. Columns are called like the fields of a line, so that a file of what is shown has
 * the same ones.
 */
export function useColumns({ hasProducts }: { hasProducts: boolean }): readonly Column<StockEntry>[] {
  const t = useFuelTexts()
  const format = useFormat()
  const litres = useLitres()
  const isPhone = useIsPhone()
  const [{ location, type, product }] = useUrlState()
  const { placesOf } = useSession()
  const hasOneSite = location !== undefined || placesOf(listStockHistory.permission)?.length === 1
  if (isPhone) {
    return [
      {
        id: 'date',
        sort: 'date',
        header: t('column.date'),
        cell: (entry) => (
          <span className={styles.line}>
            <EntryAmount entry={entry} />
            {' L'}
            {type === undefined && entry.type === 'ADJUSTMENT' && ` · ${t('entry.ADJUSTMENT')}`}
            {entry.notes !== '' && ` · ${entry.notes}`}
            <span className={styles.under}>
              {[
                format.instant(entry.date, entry.zone),
                t('history.left', { litres: format.number(entry.balanceLitres) }),
                ...(hasOneSite ? [] : [entry.location.name]),
                ...(hasProducts && product === undefined ? [entry.product.name] : []),
                ...(entry.reversedBy === null ? [] : [t('entry.reversed')]),
                ...(entry.reversalOf === null ? [] : [t('entry.reversal')]),
              ].join(' · ')}
            </span>
          </span>
        ),
        onPhone: 'title',
        exports: ['date', 'type', 'location.name', 'product.name', 'amountLitres', 'balanceLitres', 'notes'],
      },
    ]
  }
  return [
    {
      id: 'date',
      sort: 'date',
      header: t('column.date'),
      cell: ({ date, zone }) => format.instant(date, zone),
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
      width: 215,
    },
    ...placeColumns(t, { hasProducts }),
    {
      id: 'amountLitres',
      header: t('column.amount'),
      cell: (entry) => <EntryAmount entry={entry} isInColumn />,
      numeric: true,
      width: 130,
    },
    {
      id: 'balanceLitres',
      header: t('column.balance'),
      cell: ({ balanceLitres }) => litres.inColumn(balanceLitres),
      numeric: true,
      width: 130,
    },
    { id: 'notes', header: t('column.notes'), cell: ({ notes }) => notes, prose: true },
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
