import { PUBLIC } from '@lumbung/contract'
import {
  Anchor,
  Group,
  Icon,
  Page,
  ProblemNotice,
  Skeleton,
  Stack,
  Switch,
  Text,
  TextInput,
  Title,
  useCatalogue,
  useLocalText,
  useSession,
  useUrlState,
} from '@lumbung/ui'
import { useDeferredValue } from 'react'
import { usePlatformTexts } from '../texts/use-platform-texts.ts'
import { findOperations } from './find-operations.ts'
import { OperationRow } from './OperationRow.tsx'
import { OPEN_API_PATH } from './open-api.ts'

/** Every operation of the product, for who writes programs; made from what the server says of itself. */
export function DevelopersPage() {
  const t = usePlatformTexts()
  const local = useLocalText()
  const { can } = useSession()
  const [address, change] = useUrlState()
  const catalogue = useCatalogue()
  const words = useDeferredValue(address.q ?? '')
  const isOnlyMine = address.mine === '1'
  const apps = findOperations(
    catalogue.data ?? [],
    words,
    ({ permission }) => !isOnlyMine || permission === PUBLIC || can(permission),
  )
  const count = apps.reduce((sum, { operations }) => sum + operations.length, 0)
  return (
    <Page
      title={t('developers.title')}
      summary={t('developers.summary')}
      actions={
        <Group gap="md">
          <DocumentLink href={OPEN_API_PATH} label={t('developers.openapi')} />
          <DocumentLink href="/api/v1/postman.json" label={t('developers.postman')} />
          <DocumentLink href="/api/v1/docs" label={t('developers.plain_page')} />
        </Group>
      }
    >
      <Group align="flex-end" gap="md">
        <TextInput
          flex="1 1 260px"
          type="search"
          label={t('developers.search')}
          placeholder={t('developers.search_hint')}
          leftSection={<Icon name="search" size={18} />}
          value={address.q ?? ''}
          maxLength={100}
          onChange={(event) => change({ q: event.currentTarget.value })}
        />
        <Switch
          mb={8}
          label={t('developers.only_mine')}
          checked={isOnlyMine}
          onChange={(event) => change({ mine: event.currentTarget.checked ? '1' : null })}
        />
      </Group>
      {catalogue.error && (
        <ProblemNotice problem={catalogue.error} onRetry={() => void catalogue.refetch()} />
      )}
      {catalogue.isPending && <Skeleton height={320} />}
      {catalogue.data && (
        <Text size="sm" c="dimmed" role="status">
          {count === 0 ? t('developers.nothing') : t('developers.found', { count })}
        </Text>
      )}
      {apps.map((app) => (
        <Stack key={app.id} component="section" gap="xs" aria-labelledby={`app-${app.id}`}>
          <div>
            <Title order={2} size="h4" id={`app-${app.id}`}>
              {local(app.name)}
            </Title>
            <Text size="sm" c="dimmed">
              {local(app.summary)}
            </Text>
          </div>
          <Stack gap={6}>
            {app.operations.map((operation) => (
              <OperationRow
                key={operation.id}
                operation={operation}
                isOpen={address.operation === operation.id}
                onToggle={(isOpen) => change({ operation: isOpen ? operation.id : null })}
              />
            ))}
          </Stack>
        </Stack>
      ))}
    </Page>
  )
}

function DocumentLink({ href, label }: { href: string; label: string }) {
  return (
    <Anchor href={href} target="_blank" rel="noreferrer" size="sm">
      {label}
    </Anchor>
  )
}
