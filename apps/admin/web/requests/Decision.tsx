import {
  Alert,
  Button,
  Divider,
  Icon,
  notifyDone,
  OperationForm,
  ProblemNotice,
  ScreenLink,
  Skeleton,
  Stack,
  Text,
  useCatalogue,
  useRead,
  useSession,
} from '@lumbung/ui'
import { useState } from 'react'
import { type AccessRequest, grantRequest, listRoles } from '../../contract/index.ts'
import { useAdminTexts } from '../texts/use-admin-texts.ts'
import { type FittingRole, fittingRoles } from './fitting-roles.ts'
import { GrantEndChoice } from './GrantEndChoice.tsx'
import { endAfter } from './grant-end.ts'
import { RoleChoice } from './RoleChoice.tsx'

/** Granting by the narrowest role that will do, for as long as it is needed; or declining. */
export function Decision({
  request,
  onDecline,
  onDone,
}: {
  request: AccessRequest
  onDecline(): void
  onDone(): void
}) {
  const t = useAdminTexts()
  return (
    <Stack>
      <Divider />
      <Granting request={request} onDone={onDone} />
      <Divider />
      <div>
        <Button variant="outline" color="red" leftSection={<Icon name="x" size={16} />} onClick={onDecline}>
          {t('requests.decline')}
        </Button>
      </div>
    </Stack>
  )
}

function Granting({ request, onDone }: { request: AccessRequest; onDone(): void }) {
  const t = useAdminTexts()
  const { me } = useSession()
  const roles = useRead(listRoles, { limit: 200 })
  const catalogue = useCatalogue()
  const problem = roles.error ?? catalogue.error
  if (problem) {
    const retry = () => void Promise.all([roles.refetch(), catalogue.refetch()])
    return <ProblemNotice problem={problem} onRetry={retry} />
  }
  if (!roles.data || !catalogue.data) return <Skeleton height={220} />
  const permissions = catalogue.data.flatMap((app) => app.permissions.map(({ id }) => id))
  const fitting = fittingRoles(roles.data.data, request, { permissions, held: me.permissions })
  if (fitting.length === 0) {
    return (
      <Alert color="orange" icon={<Icon name="alert" />}>
        <Text size="sm">{t('requests.no_role')}</Text>
        <ScreenLink to="/admin/roles" size="sm">
          {t('requests.open_roles')}
        </ScreenLink>
      </Alert>
    )
  }
  return (
    <>
      {!fitting.some(({ mayHandOn }) => mayHandOn) && (
        <Alert color="orange" icon={<Icon name="lock" />}>
          {t('requests.none_mine')}
        </Alert>
      )}
      <GrantForm request={request} fitting={fitting} onDone={onDone} />
    </>
  )
}

function GrantForm({
  request: { id, user },
  fitting,
  onDone,
}: {
  request: AccessRequest
  fitting: readonly FittingRole[]
  onDone(): void
}) {
  const t = useAdminTexts()
  const first = fitting.find(({ mayHandOn }) => mayHandOn)
  const [endsAt] = useState(() => endAfter(7, new Date()))
  return (
    <OperationForm
      operation={grantRequest}
      fixed={{ id }}
      // What was asked for once is needed for a while; for good is chosen, not left.
      initial={{ endsAt, ...(first ? { roleId: first.role.id } : {}) }}
      fields={[
        { name: 'roleId', render: (control) => <RoleChoice control={control} fitting={fitting} /> },
        { name: 'endsAt', render: (control) => <GrantEndChoice control={control} /> },
      ]}
      submitLabel={t('requests.grant')}
      onDone={() => {
        notifyDone(t('requests.granted', { name: user.name }))
        onDone()
      }}
    />
  )
}
