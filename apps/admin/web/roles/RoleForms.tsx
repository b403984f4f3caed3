import {
  type ControlProps,
  FormPage,
  ReadDocument,
  TextInput,
  useClient,
  useOpen,
  useParam,
  useRead,
} from '@lumbung/ui'
import { createRole, getRole, type Role, updateRole } from '../../contract/index.ts'
import { useAdminTexts } from '../texts/use-admin-texts.ts'
import { PermissionPicker } from './PermissionPicker.tsx'

export function NewRole() {
  const t = useAdminTexts()
  const open = useOpen()
  return (
    <FormPage
      title={t('roles.new')}
      summary={t('roles.new_summary')}
      operation={createRole}
      draft="admin.role.new"
      submitLabel={t('roles.add')}
      fields={[
        'name',
        { name: 'key', render: (control) => <RoleKey {...control} /> },
        { name: 'permissions', render: (control) => <PermissionPicker control={control} /> },
      ]}
      onDone={({ id }) => open(`/admin/roles/${id}`, { replace: true })}
    />
  )
}

export function EditRole() {
  const t = useAdminTexts()
  const reading = useRead(getRole, { id: useParam('roleId') })
  return (
    <ReadDocument
      reading={reading}
      title={t('roles.edit')}
      back={{ label: t('roles.title'), path: '/admin/roles' }}
    >
      {(role) => <RoleForm role={role} />}
    </ReadDocument>
  )
}

function RoleForm({ role }: { role: Role }) {
  const t = useAdminTexts()
  const open = useOpen()
  const client = useClient()
  const { id, name, permissions, assignments, version } = role
  const back = () => open(`/admin/roles/${id}`, { replace: true })
  return (
    <FormPage
      title={t('roles.edit')}
      summary={t('roles.edit_summary', { count: assignments })}
      operation={updateRole}
      fixed={{ id }}
      initial={{ name, permissions }}
      version={version}
      readCurrent={() => client.call(getRole, { id })}
      draft={`admin.role.${id}`}
      fields={['name', { name: 'permissions', render: (control) => <PermissionPicker control={control} /> }]}
      onDone={back}
      onCancel={back}
    />
  )
}

/** Made of the name, unless somebody wants another one; it stands in files and is never changed. */
function RoleKey({ id, value, onChange, onBlur, error, beside }: ControlProps) {
  const t = useAdminTexts()
  const key = typeof value === 'string' ? value : ''
  return (
    <TextInput
      id={id}
      label={t('roles.key')}
      description={t('roles.key_help')}
      error={error}
      maxLength={60}
      autoCapitalize="none"
      spellCheck={false}
      value={key}
      onFocus={() => {
        if (key === '') onChange(keyOfName(String(beside.read('name') ?? '')))
      }}
      onChange={(event) => onChange(event.currentTarget.value.toLowerCase())}
      onBlur={onBlur}
    />
  )
}

function keyOfName(name: string): string {
  return name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
}
