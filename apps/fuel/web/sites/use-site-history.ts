import { type DocumentPageProps, useFormat } from '@lumbung/ui'
import type { Site } from '../../contract/index.ts'
import { useFuelTexts } from '../texts/use-fuel-texts.ts'

/** How changes of a site are told: the trail names its fields as they are stored. */
export function useSiteHistory(siteId: string): NonNullable<DocumentPageProps['history']> {
  const t = useFuelTexts()
  const format = useFormat()
  return {
    resourceType: 'fuel.site',
    resourceId: siteId,
    labels: {
      code: t('sites.code'),
      name: t('sites.name'),
      zone: t('sites.zone'),
      low_stock_threshold_litres: t('sites.threshold'),
      status: t('sites.status'),
      owner: t('sites.owner'),
      note: t('site.note'),
      capacities: t('site.capacities'),
    },
    show: (field, value) => {
      if (field === 'status') return t(value === 'active' ? 'site.active' : 'site.inactive')
      if (field === 'low_stock_threshold_litres') return format.number(Number(value))
      if (field === 'capacities' && value !== null && !Array.isArray(value)) {
        const { product, capacityLitres } = value as Site['capacities'][number]
        return `${product.name} ${format.number(capacityLitres)} L`
      }
      return undefined
    },
  }
}
