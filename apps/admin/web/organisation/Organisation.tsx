import { ReadDocument, useRead } from '@lumbung/ui'
import { getTenant } from '../../contract/index.ts'
import { useAdminTexts } from '../texts/use-admin-texts.ts'
import { OrganisationForm } from './OrganisationForm.tsx'

/** What holds for everybody of the organisation. */
export function Organisation() {
  const t = useAdminTexts()
  const tenant = useRead(getTenant, {})
  return (
    <ReadDocument reading={tenant} title={t('organisation.title')}>
      {(document) => <OrganisationForm tenant={document} />}
    </ReadDocument>
  )
}
