import { ListPage, ScreenButton, useFormat, useSession } from '@lumbung/ui'
import {
  activateSite,
  createSite,
  deactivateSite,
  LITRES_DECIMALS,
  listSites,
  recordCapacity,
  type Site,
} from '../../contract/index.ts'
import { useFuelTexts } from '../texts/use-fuel-texts.ts'
import { StatusBadge } from './StatusBadge.tsx'

export function SiteList() {
  const t = useFuelTexts()
  const format = useFormat()
  const { can } = useSession()
  const add = can(createSite.permission) && <ScreenButton to="/fuel/sites/new">{t('sites.add')}</ScreenButton>
  return (
    <ListPage
      id="fuel.sites"
      title={t('sites.title')}
      summary={t('sites.summary')}
      operation={listSites}
      keyOf={({ id }) => id}
      hrefOf={({ id }) => `/fuel/sites/${id}`}
      columns={[
        { id: 'name', sort: 'name', header: t('sites.name'), cell: ({ name }) => name, onPhone: 'title' },
        { id: 'code', sort: 'code', header: t('sites.code'), cell: ({ code }) => code, onPhone: 'detail' },
        {
          id: 'lowStockThresholdLitres',
          sort: 'lowStockThresholdLitres',
          header: t('sites.threshold'),
          cell: (site) => format.fixed(site.lowStockThresholdLitres, LITRES_DECIMALS),
          numeric: true,
          width: 170,
        },
        {
          id: 'capacities',
          header: t('sites.capacity'),
          cell: (site) => capacityText(site, format.fixed),
          numeric: true,
          width: 150,
          exports: [],
        },
        { id: 'zone', header: t('sites.zone'), cell: ({ zone }) => zone, width: 160, optional: true },
        { id: 'owner', header: t('sites.owner'), cell: ({ owner }) => owner ?? '', optional: true },
        {
          id: 'status',
          header: t('sites.status'),
          cell: ({ status }) => <StatusBadge status={status} />,
          onPhone: 'aside',
          width: 120,
        },
      ]}
      filters={[
        { kind: 'search', name: 'search' },
        {
          kind: 'choice',
          name: 'status',
          label: t('sites.status'),
          choices: [
            { value: 'active', label: t('site.active') },
            { value: 'inactive', label: t('site.inactive') },
          ],
        },
      ]}
      bulkActions={[
        {
          label: t('sites.deactivate'),
          icon: 'x',
          operation: deactivateSite,
          inputOf: ({ id }) => ({ id }),
          confirm: t('sites.deactivate_many'),
        },
        {
          label: t('sites.activate'),
          icon: 'check',
          operation: activateSite,
          inputOf: ({ id }) => ({ id }),
        },
      ]}
      importInto={createSite}
      primary={
        <>
          {can(recordCapacity.permission) && can('platform.import.create') && (
            <ScreenButton to={`/imports/new?operation=${recordCapacity.id}`} variant="default">
              {t('sites.import_capacities')}
            </ScreenButton>
          )}
          {add}
        </>
      }
      empty={{ sentence: t('sites.empty'), action: add }}
    />
  )
}

/** All tanks and products together; empty where nobody has said it. */
function capacityText({ capacities }: Site, fixed: (value: number, decimals: number) => string): string {
  if (capacities.length === 0) return ''
  const sum = capacities.reduce((litres, { capacityLitres }) => litres + capacityLitres, 0)
  return fixed(sum, LITRES_DECIMALS)
}
