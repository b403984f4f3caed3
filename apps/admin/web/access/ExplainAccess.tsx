import {
  DocumentSection,
  GuardedButton,
  ProblemNotice,
  Select,
  Skeleton,
  Stack,
  useCatalogue,
  useLocalText,
  useRead,
} from '@lumbung/ui'
import { useState } from 'react'
import { explainAccess, type User } from '../../contract/index.ts'
import { useAdminTexts } from '../texts/use-admin-texts.ts'
import { AccessVerdict } from './AccessVerdict.tsx'
import { PlaceChoice, type ReachChoice } from './PlaceChoice.tsx'

/** Asking about somebody else takes this one; about oneself nothing. */
const ABOUT_OTHERS = { permission: 'admin.access.explain' }

interface Question extends ReachChoice {
  permission: string
}

/** "Why can this person (not) do that?", answered by the function that decides. */
export function ExplainAccess({ user, onAssign }: { user: User; onAssign(roleId?: string): void }) {
  const t = useAdminTexts()
  const [permission, setPermission] = useState<string | null>(null)
  const [reach, setReach] = useState<ReachChoice>({})
  const [question, setQuestion] = useState<Question | null>(null)
  const answer = useRead(
    explainAccess,
    { userId: user.id, permission: '', ...question },
    { enabled: question !== null },
  )
  return (
    <DocumentSection title={t('explain.title')} isScreenOnly>
      <Stack gap="sm">
        <PermissionSelect value={permission} onChange={setPermission} />
        <PlaceChoice value={reach} onChange={setReach} />
        <div>
          <GuardedButton
            operation={ABOUT_OTHERS}
            variant="default"
            disabled={permission === null}
            onClick={() => permission !== null && setQuestion({ permission, ...reach })}
          >
            {t('explain.ask')}
          </GuardedButton>
        </div>
      </Stack>
      <div aria-live="polite">
        {answer.error && <ProblemNotice problem={answer.error} onRetry={() => void answer.refetch()} />}
        {answer.isLoading && <Skeleton height={96} />}
        {answer.data && <AccessVerdict answer={answer.data} user={user} onAssign={onAssign} />}
      </div>
    </DocumentSection>
  )
}

/** Everything that can be permitted, by app and in words. */
function PermissionSelect({
  value,
  onChange,
}: {
  value: string | null
  onChange(permission: string | null): void
}) {
  const t = useAdminTexts()
  const local = useLocalText()
  const catalogue = useCatalogue()
  return (
    <Select
      label={t('explain.what')}
      placeholder={t('explain.choose')}
      searchable
      clearable
      maxDropdownHeight={320}
      nothingFoundMessage={t('explain.nothing')}
      value={value}
      onChange={onChange}
      data={(catalogue.data ?? [])
        .filter(({ permissions }) => permissions.length > 0)
        .map(({ name, permissions }) => ({
          group: local(name),
          items: permissions.map(({ id, label }) => ({ value: id, label: local(label) })),
        }))}
    />
  )
}
