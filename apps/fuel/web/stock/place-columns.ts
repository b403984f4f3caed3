import type { Column } from '@lumbung/ui'
import type { StockEntry } from '../../contract/index.ts'
import type { useFuelTexts } from '../texts/use-fuel-texts.ts'

type AtPlace = Pick<StockEntry, 'location' | 'product'>

/** Site and product of what a list holds; the product is left to be chosen where there is one alone. */
export function placeColumns(
  t: ReturnType<typeof useFuelTexts>,
  { hasProducts }: { hasProducts: boolean },
): readonly Column<AtPlace>[] {
  return [
    {
      id: 'location',
      header: t('column.site'),
      cell: ({ location }) => location.name,
      onPhone: 'detail',
      exports: ['location.name'],
    },
    {
      id: 'product',
      header: t('column.product'),
      cell: ({ product }) => product.name,
      exports: ['product.name'],
      width: 120,
      ...(hasProducts ? { onPhone: 'detail' as const } : { optional: true }),
    },
  ]
}
