import {
  DocumentPage,
  DocumentSection,
  Facts,
  ReadDocument,
  useFormat,
  useParam,
  useRead,
  useSession,
} from '@lumbung/ui'
import { useState } from 'react'
import {
  addAssignment,
  disableUser,
  enableUser,
  getUser,
  resetPassword,
  type User,
  updateUser,
} from '../../contract/index.ts'
import { ExplainAccess } from '../access/ExplainAccess.tsx'
import { useChangeWords } from '../access/use-change-words.ts'
import { useAdminTexts } from '../texts/use-admin-texts.ts'
import { AssignRole } from './AssignRole.tsx'
import { RenameUser, ResetPassword } from './ChangeUser.tsx'
import { UserRoles } from './UserRoles.tsx'

/** One person: who they are, what they may do and why, and what happened to their account. */
export function UserDetail() {
  const t = useAdminTexts()
  const id = useParam('userId')
  const reading = useRead(getUser, { id })
  return (
    <ReadDocument
      reading={reading}
      title={t('users.one')}
      back={{ label: t('users.title'), path: '/admin/users' }}
    >
      {(user) => <UserDocument user={user} />}
    </ReadDocument>
  )
}

function UserDocument({ user }: { user: User }) {
  const t = useAdminTexts()
  const format = useFormat()
  const { me } = useSession()
  const words = useChangeWords()
  const [dialog, setDialog] = useState<'rename' | 'password' | 'assign' | null>(null)
  const [suggestedRole, setSuggestedRole] = useState<string | undefined>()
  const { id, name, email, username, status, createdAt } = user
  const close = () => setDialog(null)
  const assign = (roleId?: string) => {
    setSuggestedRole(roleId)
    setDialog('assign')
  }
  const changeStatus =
    status === 'active'
      ? ({
          label: t('users.disable'),
          icon: 'user-off',
          tone: 'danger',
          operation: disableUser,
          input: { id },
          confirm: {
            title: t('users.disable_title', { name }),
            sentence: t('users.disable_sentence'),
          },
          disabledBecause: id === me.user.id ? t('users.not_yourself') : null,
        } as const)
      : ({ label: t('users.enable'), icon: 'user-check', operation: enableUser, input: { id } } as const)
  return (
    <DocumentPage
      title={name}
      summary={email}
      status={{
        value: status,
        steps: [{ value: status, label: t(`users.status_${status}`) }],
        isOff: status === 'disabled',
      }}
      actions={[
        ...(status === 'disabled' ? [changeStatus] : []),
        { label: t('users.assign'), icon: 'plus', operation: addAssignment, open: () => assign() },
        { label: t('users.rename'), icon: 'pencil', operation: updateUser, open: () => setDialog('rename') },
        { label: t('users.reset'), icon: 'key', operation: resetPassword, open: () => setDialog('password') },
        ...(status === 'active' ? [changeStatus] : []),
      ]}
      history={{ resourceType: 'admin.user', resourceId: id, ...words }}
    >
      <DocumentSection title={t('users.identity')}>
        <Facts
          facts={[
            { label: t('users.name'), value: <bdi>{name}</bdi> },
            { label: t('users.email'), value: email },
            { label: t('users.username'), value: username ?? '–' },
            { label: t('users.since'), value: format.instant(createdAt) },
          ]}
        />
      </DocumentSection>
      <UserRoles user={user} onAssign={() => assign()} />
      <ExplainAccess user={user} onAssign={assign} />
      <RenameUser user={user} isOpen={dialog === 'rename'} onClose={close} />
      <ResetPassword user={user} isOpen={dialog === 'password'} onClose={close} />
      <AssignRole
        key={suggestedRole}
        user={user}
        roleId={suggestedRole}
        isOpen={dialog === 'assign'}
        onClose={close}
      />
    </DocumentPage>
  )
}
