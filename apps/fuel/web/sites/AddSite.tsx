import { FormPage, notifyDone, useOpen, useSession } from '@lumbung/ui'
import { createSite } from '../../contract/index.ts'
import { useFuelTexts } from '../texts/use-fuel-texts.ts'
import { SITE_FIELDS } from './site-fields.ts'

export function AddSite() {
  const t = useFuelTexts()
  const open = useOpen()
  const { me } = useSession()
  return (
    <FormPage
      title={t('site.add_title')}
      summary={t('site.add_summary')}
      operation={createSite}
      fields={[{ name: 'code', autoFocus: true }, ...SITE_FIELDS]}
      initial={me.tenant ? { zone: me.tenant.zone } : {}}
      draft="fuel.site.create"
      onDone={({ id, name }) => {
        notifyDone(t('site.added', { name }))
        open(`/fuel/sites/${id}`, { replace: true })
      }}
      onCancel={() => open('/fuel/sites')}
    />
  )
}
