import { FormDialog, notifyDone, useClient } from '@lumbung/ui'
import { readSite, type Site, updateSite } from '../../contract/index.ts'
import { useFuelTexts } from '../texts/use-fuel-texts.ts'
import { SITE_FIELDS } from './site-fields.ts'

/** Changes what is said of a site, beside the site itself. */
export function EditSite({ site, isOpen, onClose }: { site: Site; isOpen: boolean; onClose: () => void }) {
  const t = useFuelTexts()
  const client = useClient()
  const { id, version } = site
  return (
    <FormDialog
      title={t('site.edit_title', { name: site.name })}
      summary={t('site.zone_fixed')}
      beside
      isOpen={isOpen}
      onClose={onClose}
      operation={updateSite}
      fields={SITE_FIELDS}
      initial={site}
      fixed={{ id }}
      version={version}
      readCurrent={() => client.call(readSite, { id })}
      onDone={() => {
        notifyDone(t('site.saved'))
        onClose()
      }}
    />
  )
}
