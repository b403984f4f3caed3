import { Alert, Checkbox, type ControlProps, Icon, Skeleton, Stack, Text, TextInput } from '@lumbung/ui'
import { useState } from 'react'
import { useAdminTexts } from '../texts/use-admin-texts.ts'
import { AppPermissions } from './AppPermissions.tsx'
import { PatternBox } from './PatternBox.tsx'
import { mayHandOn, searched, unusualPatterns } from './patterns.ts'
import { useOwnPatterns } from './use-own-patterns.ts'
import { usePermissionGroups } from './use-permission-groups.ts'

/** What a role permits: single permissions, all about one thing, all of an app, or everything. */
export function PermissionPicker({ control: { id, value, onChange, error } }: { control: ControlProps }) {
  const t = useAdminTexts()
  const apps = usePermissionGroups()
  const own = useOwnPatterns()
  const [search, setSearch] = useState('')
  const patterns = Array.isArray(value) ? (value as string[]) : []
  if (!apps || !own) return <Skeleton height={320} />
  const shown = searched(apps, search)
  const boxes = { patterns, own, onChange }
  return (
    <Stack gap="sm" component="fieldset" id={id} tabIndex={-1} m={0} p={0} bd={0}>
      <Text component="legend" size="sm" fw={500} p={0}>
        {t('roles.permissions')}
      </Text>
      {error && (
        <Alert color="red" icon={<Icon name="alert" />} role="alert">
          {error}
        </Alert>
      )}
      {!mayHandOn(own, '*') && (
        <Text size="sm" c="dimmed">
          {t('roles.beyond_own_note')}
        </Text>
      )}
      <PatternBox {...boxes} pattern="*" label={t('roles.everything')} help={t('roles.everything_help')} />
      <TextInput
        type="search"
        aria-label={t('roles.search')}
        placeholder={t('roles.search')}
        leftSection={<Icon name="search" size={16} />}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      {shown.map((app) => (
        <AppPermissions key={app.pattern} app={app} {...boxes} />
      ))}
      {shown.length === 0 && <Text size="sm">{t('roles.nothing_found')}</Text>}
      {unusualPatterns(patterns, apps).map((pattern) => (
        <Checkbox
          key={pattern}
          checked
          label={t('roles.unusual', { pattern })}
          onChange={() => onChange(patterns.filter((held) => held !== pattern))}
        />
      ))}
    </Stack>
  )
}
