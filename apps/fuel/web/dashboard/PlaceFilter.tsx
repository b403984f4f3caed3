import { PickSelect, pickFrom, useRead, useSession } from '@lumbung/ui'
import { listProducts, listSites } from '../../contract/index.ts'
import { useFuelTexts } from '../texts/use-fuel-texts.ts'
import type { Place } from './paths.ts'

const ACTIVE_SITES = pickFrom({
  operation: listSites,
  input: { status: 'active' },
  searchBy: 'search',
  valueOf: ({ code }) => code,
  labelOf: ({ name, code }) => `${name} (${code})`,
})
const ACTIVE_PRODUCTS = pickFrom({
  operation: listProducts,
  input: { status: 'active' },
  valueOf: ({ code }) => code,
  labelOf: ({ name }) => name,
})

/** Narrows the dashboard to one site, and where there are several products to one of them. */
export function PlaceFilter({
  place,
  hasOneSite,
  onChange,
}: {
  place: Place
  /** There is nothing to choose for who works at one site. */
  hasOneSite: boolean
  onChange(changes: Partial<Record<keyof Place, string | null>>): void
}) {
  const t = useFuelTexts()
  const { can } = useSession()
  const mayChooseProduct = can(listProducts.permission)
  const products = useRead(listProducts, { status: 'active' }, { enabled: mayChooseProduct, remember: true })
  const hasProducts = (products.data?.data.length ?? 0) > 1
  return (
    <>
      {!hasOneSite && can(listSites.permission) && (
        <PickSelect
          source={ACTIVE_SITES}
          aria-label={t('dashboard.site')}
          placeholder={t('dashboard.all_sites')}
          clearable
          value={place.location ?? null}
          onChange={(location) => onChange({ location })}
        />
      )}
      {hasProducts && (
        <PickSelect
          source={ACTIVE_PRODUCTS}
          aria-label={t('dashboard.product')}
          placeholder={t('dashboard.all_products')}
          clearable
          value={place.product ?? null}
          onChange={(product) => onChange({ product })}
        />
      )}
    </>
  )
}
