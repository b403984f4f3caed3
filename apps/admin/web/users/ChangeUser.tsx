import { FormDialog, Modal, notifyDone, useClient } from '@lumbung/ui'
import { useState } from 'react'
import { getUser, resetPassword, type User, updateUser } from '../../contract/index.ts'
import { useAdminTexts } from '../texts/use-admin-texts.ts'
import { FirstPassword } from './FirstPassword.tsx'
import { PasswordHandover } from './PasswordHandover.tsx'

interface Props {
  user: User
  isOpen: boolean
  onClose(): void
}

export function RenameUser({ user, isOpen, onClose }: Props) {
  const t = useAdminTexts()
  const client = useClient()
  return (
    <FormDialog
      title={t('users.rename')}
      summary={t('users.rename_summary')}
      isOpen={isOpen}
      onClose={onClose}
      operation={updateUser}
      fields={['name']}
      initial={{ name: user.name }}
      fixed={{ id: user.id }}
      version={user.version}
      readCurrent={() => client.call(getUser, { id: user.id })}
      onDone={() => {
        notifyDone(t('users.renamed'))
        onClose()
      }}
    />
  )
}

/** Sets a new password, then shows it to be handed over: it cannot be read again. */
export function ResetPassword({ user, isOpen, onClose }: Props) {
  const t = useAdminTexts()
  const [given, setGiven] = useState<string | null>(null)
  return (
    <>
      <FormDialog
        title={t('users.reset')}
        summary={t('users.reset_summary', { name: user.name })}
        isOpen={isOpen}
        onClose={onClose}
        operation={resetPassword}
        fixed={{ id: user.id }}
        fields={[
          {
            name: 'password',
            render: (control) => (
              <FirstPassword
                control={control}
                label={t('users.new_password')}
                help={t('users.new_password_help')}
              />
            ),
          },
        ]}
        submitLabel={t('users.reset')}
        onDone={(_, { password }) => {
          setGiven(password)
          onClose()
        }}
      />
      <Modal
        opened={given !== null}
        onClose={() => setGiven(null)}
        title={t('users.reset_done', { name: user.name })}
        centered
      >
        {given !== null && <PasswordHandover login={user.username ?? user.email} password={given} />}
      </Modal>
    </>
  )
}
