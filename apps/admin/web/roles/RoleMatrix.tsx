import {
  Box,
  Drawer,
  Group,
  Page,
  ProblemNotice,
  Select,
  Skeleton,
  Text,
  TextInput,
  useRead,
  useUrlState,
} from '@lumbung/ui'
import { useState } from 'react'
import { listRoles } from '../../contract/index.ts'
import { useAdminTexts } from '../texts/use-admin-texts.ts'
import { MatrixByRole } from './MatrixByRole.tsx'
import { MatrixTable } from './MatrixTable.tsx'
import { PermissionHolders } from './PermissionHolders.tsx'
import { permissionsOf, searched } from './patterns.ts'
import { usePermissionGroups } from './use-permission-groups.ts'

/** Who may do what, and through which role: permissions down, roles across. What is searched and opened is in the address. */
export function RoleMatrix() {
  const t = useAdminTexts()
  const [{ search: linked = '', app = '', of }, change] = useUrlState()
  // The address follows what is typed; a field that followed the address would lose letters.
  const [search, setSearch] = useState(linked)
  const apps = usePermissionGroups()
  const reading = useRead(listRoles, { limit: 200 })
  const roles = reading.data?.data
  const shown = searched(apps ?? [], search).filter(({ pattern }) => app === '' || pattern === app)
  const opened = permissionsOf(apps ?? []).find(({ id }) => id === of)
  return (
    <Page title={t('matrix.title')} summary={t('matrix.summary')}>
      {reading.error && <ProblemNotice problem={reading.error} onRetry={() => void reading.refetch()} />}
      <Group gap="sm">
        <TextInput
          type="search"
          aria-label={t('roles.search')}
          placeholder={t('roles.search')}
          w={{ base: '100%', sm: 280 }}
          value={search}
          onChange={(event) => {
            setSearch(event.currentTarget.value)
            change({ search: event.currentTarget.value })
          }}
        />
        <Select
          aria-label={t('matrix.app')}
          placeholder={t('matrix.app')}
          clearable
          w={{ base: '100%', sm: 220 }}
          value={app || null}
          onChange={(pattern) => change({ app: pattern })}
          data={(apps ?? []).map(({ pattern, name }) => ({ value: pattern, label: name }))}
        />
      </Group>
      {(!apps || !roles) && !reading.error && <Skeleton height={400} />}
      {apps && shown.length === 0 && <Text>{t('roles.nothing_found')}</Text>}
      {apps && roles && shown.length > 0 && (
        <>
          <Box visibleFrom="sm">
            <MatrixTable apps={shown} roles={roles} onOpen={(id) => change({ of: id }, { push: true })} />
          </Box>
          <Box hiddenFrom="sm">
            <MatrixByRole apps={shown} roles={roles} onOpen={(id) => change({ of: id }, { push: true })} />
          </Box>
        </>
      )}
      <Drawer
        opened={opened !== undefined}
        onClose={() => change({ of: null })}
        position="right"
        size="md"
        title={opened?.label}
      >
        {opened && roles && <PermissionHolders permission={opened} roles={roles} />}
      </Drawer>
    </Page>
  )
}
