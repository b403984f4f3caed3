import { GuardedButton, Icon, ListPage, ScreenButton, useOpen } from '@lumbung/ui'
import { createRole, listRoles } from '../../contract/index.ts'
import { useAdminTexts } from '../texts/use-admin-texts.ts'
import { countGranted } from './patterns.ts'
import { usePermissionGroups } from './use-permission-groups.ts'

/** The roles of the organisation, how much each permits and how often it is held. */
export function RoleList() {
  const t = useAdminTexts()
  const open = useOpen()
  const apps = usePermissionGroups()
  const add = (
    <GuardedButton
      operation={createRole}
      leftSection={<Icon name="plus" size={18} />}
      onClick={() => open('/admin/roles/new')}
    >
      {t('roles.add')}
    </GuardedButton>
  )
  return (
    <ListPage
      id="admin.roles"
      title={t('roles.title')}
      summary={t('roles.summary')}
      operation={listRoles}
      keyOf={({ id }) => id}
      hrefOf={({ id }) => `/admin/roles/${id}`}
      primary={
        <>
          <ScreenButton
            to="/admin/roles/matrix"
            variant="default"
            leftSection={<Icon name="list-check" size={18} />}
          >
            {t('roles.matrix')}
          </ScreenButton>
          {add}
        </>
      }
      columns={[
        {
          id: 'name',
          sort: 'name',
          header: t('roles.name'),
          cell: ({ name }) => <bdi>{name}</bdi>,
          onPhone: 'title',
        },
        { id: 'key', sort: 'key', header: t('roles.key'), cell: ({ key }) => key, optional: true },
        {
          id: 'permissions',
          header: t('roles.permissions'),
          cell: ({ permissions }) =>
            permissions.includes('*')
              ? t('roles.everything')
              : t('roles.some', { count: apps ? countGranted(permissions, apps) : permissions.length }),
          onPhone: 'detail',
        },
        {
          id: 'assignments',
          header: t('roles.held'),
          cell: ({ assignments }) => assignments,
          numeric: true,
          onPhone: 'aside',
          width: 140,
        },
        {
          id: 'template',
          header: t('roles.origin'),
          cell: ({ template }) => t(template === null ? 'roles.origin_own' : 'roles.origin_template'),
          width: 180,
        },
      ]}
      empty={{ sentence: t('roles.empty'), action: add }}
    />
  )
}
