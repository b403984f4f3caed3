import {
  AskAction,
  Badge,
  type DocumentAction,
  DocumentSection,
  Group,
  GuardedButton,
  Icon,
  ScreenLink,
  Stack,
  Text,
  useFormat,
} from '@lumbung/ui'
import { useState } from 'react'
import { type Assignment, addAssignment, removeAssignment, type User } from '../../contract/index.ts'
import { useScopeText } from '../places/use-scope-text.ts'
import { useAdminTexts } from '../texts/use-admin-texts.ts'
import { stateOf } from './held-roles.ts'
import styles from './users.module.css'

/** Every role that was given to the person, past and future ones too, each to be taken again. */
export function UserRoles({ user, onAssign }: { user: User; onAssign(): void }) {
  const t = useAdminTexts()
  const scopeText = useScopeText()
  const [asked, setAsked] = useState<DocumentAction | null>(null)
  const ask = ({ id, roleName, scope }: Assignment) =>
    setAsked({
      label: t('users.take_role'),
      tone: 'danger',
      operation: removeAssignment,
      input: { id: user.id, assignmentId: id },
      confirm: {
        title: t('users.take_title', { role: roleName }),
        sentence: t('users.take_sentence', { name: user.name, reach: scopeText(scope) }),
      },
    })
  return (
    <DocumentSection
      title={t('users.roles')}
      actions={
        <GuardedButton
          operation={addAssignment}
          variant="light"
          size="compact-sm"
          leftSection={<Icon name="plus" size={16} />}
          onClick={onAssign}
        >
          {t('users.assign')}
        </GuardedButton>
      }
    >
      {user.assignments.length === 0 ? (
        <Text size="sm">{t('users.roles_none')}</Text>
      ) : (
        <ul className={styles.roles}>
          {user.assignments.map((assignment) => (
            <li key={assignment.id}>
              <Role assignment={assignment} />
              <GuardedButton
                operation={removeAssignment}
                variant="subtle"
                color="red"
                size="compact-sm"
                aria-label={t('users.take_title', { role: assignment.roleName })}
                onClick={() => ask(assignment)}
              >
                {t('users.take_role')}
              </GuardedButton>
            </li>
          ))}
        </ul>
      )}
      <AskAction action={asked} onClose={() => setAsked(null)} />
    </DocumentSection>
  )
}

function Role({ assignment }: { assignment: Assignment }) {
  const t = useAdminTexts()
  const format = useFormat()
  const scopeText = useScopeText()
  const { roleId, roleName, scope, startsAt, endsAt } = assignment
  const state = stateOf(assignment, new Date())
  return (
    <Stack gap={2} className={styles.role}>
      <Group gap="xs">
        <ScreenLink to={`/admin/roles/${roleId}`} fw={600} size="sm">
          <bdi>{roleName}</bdi>
        </ScreenLink>
        {state !== 'now' && (
          <Badge variant="light" color={state === 'later' ? 'blue' : 'gray'} size="sm" tt="none">
            {t(`users.state_${state}`)}
          </Badge>
        )}
      </Group>
      <Text size="sm">{scopeText(scope)}</Text>
      <Text size="xs" c="dimmed">
        {endsAt === null
          ? t('users.since_for_good', { from: format.instant(startsAt) })
          : t('users.from_to', { from: format.instant(startsAt), to: format.instant(endsAt) })}
      </Text>
    </Stack>
  )
}
