import { DocumentPage, DocumentSection, ReadDocument, useOpen, useParam, useRead } from '@lumbung/ui'
import { deleteRole, getRole, listUsers, type Role, updateRole } from '../../contract/index.ts'
import { Permitted } from '../access/Permitted.tsx'
import { useChangeWords } from '../access/use-change-words.ts'
import { useAdminTexts } from '../texts/use-admin-texts.ts'
import { RoleHolders } from './RoleHolders.tsx'
import { RolePermissions } from './RolePermissions.tsx'

/** One role: what it permits, who holds it, and what happened to it. */
export function RoleDetail() {
  const t = useAdminTexts()
  const reading = useRead(getRole, { id: useParam('roleId') })
  return (
    <ReadDocument
      reading={reading}
      title={t('roles.one')}
      back={{ label: t('roles.title'), path: '/admin/roles' }}
    >
      {(role) => <RoleDocument role={role} />}
    </ReadDocument>
  )
}

function RoleDocument({ role }: { role: Role }) {
  const t = useAdminTexts()
  const open = useOpen()
  const words = useChangeWords()
  const { id, key, name, template, assignments } = role
  return (
    <DocumentPage
      title={name}
      summary={t(template === null ? 'roles.own_key' : 'roles.template_key', { key })}
      actions={[
        {
          label: t('roles.edit'),
          icon: 'pencil',
          operation: updateRole,
          open: () => open(`/admin/roles/${id}/edit`),
        },
        {
          label: t('roles.delete'),
          icon: 'trash',
          tone: 'danger',
          operation: deleteRole,
          input: { id },
          confirm: { title: t('roles.delete_title', { name }), sentence: t('roles.delete_sentence') },
          disabledBecause: assignments > 0 ? t('roles.still_held', { count: assignments }) : null,
          onDone: () => open('/admin/roles', { replace: true }),
        },
      ]}
      history={{ resourceType: 'admin.role', resourceId: id, ...words }}
    >
      <DocumentSection title={t('roles.permissions')}>
        <RolePermissions patterns={role.permissions} />
      </DocumentSection>
      <DocumentSection title={t('roles.people')}>
        <Permitted operation={listUsers}>
          <RoleHolders roleId={id} />
        </Permitted>
      </DocumentSection>
    </DocumentPage>
  )
}
