import { GuardedButton, Icon, ListPage, ScreenButton, useOpen, useSession } from '@lumbung/ui'
import { listDips, listProducts, listSites, readDipLosses, recordDip } from '../../../contract/index.ts'
import { ALL_PRODUCTS, ALL_SITES } from '../../stock/pick-sources.ts'
import { useProducts } from '../../stock/record/use-products.ts'
import { useFuelTexts } from '../../texts/use-fuel-texts.ts'
import { useDipColumns } from './use-dip-columns.tsx'

/** Every measurement, newest first. */
export function DipList() {
  const t = useFuelTexts()
  const { can } = useSession()
  const { areSeveral } = useProducts()
  const columns = useDipColumns({ hasProducts: areSeveral })
  return (
    <ListPage
      id="fuel.dips"
      title={t('dip.title')}
      operation={listDips}
      keyOf={({ id }) => id}
      columns={columns}
      filters={[
        { kind: 'day-range', from: 'startDate', to: 'endDate', label: t('dip.measured_at') },
        {
          kind: 'choice',
          name: 'withinTolerance',
          label: t('dip.tolerance'),
          choices: [
            { value: 'false', label: t('dip.beyond') },
            { value: 'true', label: t('dip.within') },
          ],
        },
        ...(can(listSites.permission)
          ? [{ kind: 'pick' as const, name: 'location', label: t('column.site'), source: ALL_SITES }]
          : []),
        ...(areSeveral && can(listProducts.permission)
          ? [{ kind: 'pick' as const, name: 'product', label: t('column.product'), source: ALL_PRODUCTS }]
          : []),
      ]}
      primary={
        <>
          {can(readDipLosses.permission) && (
            <ScreenButton to="/fuel/dips/losses" variant="default">
              {t('losses.title')}
            </ScreenButton>
          )}
          <NewDip />
        </>
      }
      importInto={recordDip}
      empty={{ sentence: t('dip.empty'), action: <NewDip /> }}
    />
  )
}

function NewDip() {
  const t = useFuelTexts()
  const open = useOpen()
  return (
    <GuardedButton
      operation={recordDip}
      leftSection={<Icon name="plus" size={16} />}
      onClick={() => open('/fuel/dips/new')}
    >
      {t('dip.record_title')}
    </GuardedButton>
  )
}
