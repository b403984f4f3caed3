import {
  FormPage,
  Icon,
  notifyDone,
  ScreenButton,
  Stack,
  Text,
  useClient,
  useRenewMe,
  useSession,
} from '@lumbung/ui'
import { getTenant, listAudit, type Tenant, updateTenant } from '../../contract/index.ts'
import { useAdminTexts } from '../texts/use-admin-texts.ts'
import { OrganisationFacts } from './OrganisationFacts.tsx'

/** Name, zone and language; another zone is asked about before it is sent, since it moves everybody's days. */
export function OrganisationForm({ tenant }: { tenant: Tenant }) {
  const t = useAdminTexts()
  const client = useClient()
  const renewMe = useRenewMe()
  const { id, name, zone, locale, version } = tenant
  return (
    <FormPage
      title={t('organisation.title')}
      summary={t('organisation.summary')}
      actions={<HistoryButton tenantId={id} />}
      intro={<OrganisationFacts tenant={tenant} />}
      operation={updateTenant}
      fields={['name', { name: 'zone', help: t('organisation.zone_help') }, 'locale']}
      initial={{ name, zone, locale }}
      version={version}
      readCurrent={() => client.call(getTenant, {})}
      draft="admin.organisation"
      confirm={async ({ zone: after }) =>
        after === undefined || after === zone ? null : <ZoneChange before={zone} after={after} />
      }
      onDone={() => {
        notifyDone(t('organisation.saved'))
        void renewMe()
      }}
    />
  )
}

function ZoneChange({ before, after }: { before: string; after: string }) {
  const t = useAdminTexts()
  return (
    <Stack gap="xs">
      <Text size="sm">{t('organisation.zone_change', { before, after })}</Text>
      <Text size="sm">{t('organisation.zone_keeps')}</Text>
    </Stack>
  )
}

function HistoryButton({ tenantId }: { tenantId: string }) {
  const t = useAdminTexts()
  const { can } = useSession()
  if (!can(listAudit.permission)) return null
  return (
    <ScreenButton
      to="/admin/audit"
      search={{ resourceType: 'admin.tenant', resourceId: tenantId } as never}
      variant="default"
      leftSection={<Icon name="history" size={18} />}
    >
      {t('organisation.history')}
    </ScreenButton>
  )
}
