import { FormDialog, notifyDone } from '@lumbung/ui'
import { addAssignment, type User } from '../../contract/index.ts'
import { useAdminTexts } from '../texts/use-admin-texts.ts'
import { assignmentFields } from './assignment-fields.tsx'

/** Gives a person one more role; `roleId`: the one that was suggested. */
export function AssignRole({
  user,
  roleId,
  isOpen,
  onClose,
}: {
  user: User
  roleId?: string | undefined
  isOpen: boolean
  onClose(): void
}) {
  const t = useAdminTexts()
  return (
    <FormDialog
      title={t('users.assign')}
      summary={t('users.assign_summary', { name: user.name })}
      isOpen={isOpen}
      onClose={onClose}
      operation={addAssignment}
      fixed={{ id: user.id }}
      {...(roleId === undefined ? {} : { initial: { roleId } })}
      fields={[
        ...assignmentFields,
        // Drawn by the reach; named here so that it is sent.
        { name: 'scopeId', render: () => null },
      ]}
      submitLabel={t('users.assign')}
      onDone={() => {
        notifyDone(t('users.assigned', { name: user.name }))
        onClose()
      }}
    />
  )
}
