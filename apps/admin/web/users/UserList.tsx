import { type Filter, GuardedButton, Icon, ListPage, useFormat, useOpen, useSession } from '@lumbung/ui'
import { createUser, disableUser, enableUser, listRoles, listUsers } from '../../contract/index.ts'
import { rolesToPick } from '../roles/pick-roles.ts'
import { useAdminTexts } from '../texts/use-admin-texts.ts'
import { RolesOfUser } from './RolesOfUser.tsx'
import { UserStatus } from './UserStatus.tsx'

/** The people of the organisation: who may come in, and with which roles. */
export function UserList() {
  const t = useAdminTexts()
  const format = useFormat()
  const { can } = useSession()
  const open = useOpen()
  const add = (
    <GuardedButton
      operation={createUser}
      leftSection={<Icon name="plus" size={18} />}
      onClick={() => open('/admin/users/new')}
    >
      {t('users.add')}
    </GuardedButton>
  )
  const byRole: Filter = { kind: 'pick', name: 'roleId', label: t('users.role'), source: rolesToPick }
  return (
    <ListPage
      id="admin.users"
      title={t('users.title')}
      summary={t('users.summary')}
      operation={listUsers}
      keyOf={({ id }) => id}
      hrefOf={({ id }) => `/admin/users/${id}`}
      primary={add}
      columns={[
        {
          id: 'name',
          sort: 'name',
          header: t('users.name'),
          cell: ({ name }) => <bdi>{name}</bdi>,
          onPhone: 'title',
          width: 260,
        },
        {
          id: 'email',
          sort: 'email',
          header: t('users.email'),
          cell: ({ email }) => email,
          onPhone: 'detail',
          width: 240,
        },
        {
          id: 'username',
          header: t('users.username'),
          cell: ({ username }) => username ?? '',
          optional: true,
        },
        {
          id: 'assignments',
          header: t('users.roles'),
          cell: ({ assignments }) => <RolesOfUser assignments={assignments} />,
          onPhone: 'detail',
        },
        {
          id: 'status',
          header: t('users.status'),
          cell: ({ status }) => <UserStatus status={status} />,
          onPhone: 'aside',
          width: 160,
        },
        {
          id: 'createdAt',
          header: t('users.since'),
          cell: ({ createdAt }) => format.instant(createdAt),
          optional: true,
        },
      ]}
      filters={[
        { kind: 'search', name: 'search' },
        {
          kind: 'choice',
          name: 'status',
          label: t('users.status'),
          choices: (['active', 'disabled'] as const).map((value) => ({
            value,
            label: t(`users.status_${value}`),
          })),
        },
        ...(can(listRoles.permission) ? [byRole] : []),
      ]}
      bulkActions={[
        {
          label: t('users.disable'),
          icon: 'user-off',
          tone: 'danger',
          operation: disableUser,
          inputOf: ({ id }) => ({ id }),
          confirm: t('users.disable_many'),
        },
        {
          label: t('users.enable'),
          icon: 'user-check',
          operation: enableUser,
          inputOf: ({ id }) => ({ id }),
        },
      ]}
      empty={{ sentence: t('users.empty'), action: add }}
    />
  )
}
