import { type Column, ScreenLink, useFormat } from '@lumbung/ui'
import type { Dip } from '../../../contract/index.ts'
import { entryPath } from '../../stock/history/entry-path.ts'
import { placeColumns } from '../../stock/place-columns.ts'
import { useLitres } from '../../stock/use-litres.ts'
import { useFuelTexts } from '../../texts/use-fuel-texts.ts'
import { ToleranceMark } from '../ToleranceMark.tsx'

/** Columns are called like the fields of a dip, so that a file of what is shown has the same ones. */
export function useDipColumns({ hasProducts }: { hasProducts: boolean }): readonly Column<Dip>[] {
  const t = useFuelTexts()
  const format = useFormat()
  const litres = useLitres()
  return [
    { id: 'number', header: t('dip.number'), cell: ({ number }) => number, width: 160 },
    {
      id: 'measuredAt',
      sort: 'measuredAt',
      header: t('dip.measured_at'),
      cell: ({ measuredAt, zone }) => format.instant(measuredAt, zone),
      onPhone: 'title',
      width: 215,
    },
    ...placeColumns(t, { hasProducts }),
    {
      id: 'measuredLitres',
      header: t('dip.measured_column'),
      cell: ({ measuredLitres }) => litres.inColumn(measuredLitres),
      numeric: true,
      onPhone: 'detail',
      width: 120,
    },
    {
      id: 'bookLitres',
      header: t('dip.book_column'),
      cell: ({ bookLitres }) => litres.inColumn(bookLitres),
      numeric: true,
      width: 150,
    },
    {
      id: 'differenceLitres',
      sort: 'differenceLitres',
      header: t('dip.difference_column'),
      cell: ({ differenceLitres }) => litres.signedInColumn(differenceLitres),
      numeric: true,
      onPhone: 'aside',
      width: 120,
    },
    {
      id: 'toleranceLitres',
      header: t('dip.tolerance_column'),
      cell: ({ toleranceLitres }) => litres.inColumn(toleranceLitres),
      numeric: true,
      optional: true,
      width: 130,
    },
    {
      id: 'withinTolerance',
      header: t('dip.result'),
      cell: ({ withinTolerance, isWithdrawn }) =>
        isWithdrawn ? t('dip.withdrawn') : <ToleranceMark isWithin={withinTolerance} />,
      onPhone: 'detail',
      width: 170,
    },
    {
      id: 'postedEntryId',
      header: t('dip.adjustment'),
      cell: ({ postedEntryId }) =>
        postedEntryId === null ? (
          t('dip.none')
        ) : (
          <ScreenLink to={entryPath(postedEntryId)}>{t('dip.see_entry')}</ScreenLink>
        ),
      onPhone: 'detail',
      width: 140,
    },
    { id: 'notes', header: t('column.notes'), cell: ({ notes }) => notes, prose: true, optional: true },
    { id: 'user', header: t('dip.by'), cell: ({ user }) => user.name, exports: ['user.name'], width: 160 },
  ]
}
