import { List, Skeleton, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { type CatalogueApp, useCatalogue } from '../data/use-catalogue.ts'
import type { Scope } from '../session/identity.ts'
import { useSessionIfAny } from '../session/session.tsx'
import { useLocalText, useUiTexts } from '../texts/texts.ts'
import type { Refusal } from './refusal.ts'

/** Only these say what to be granted; the others refuse whatever one holds. */
const BY_GRANT = new Set<Refusal['rule']>(['no_grant', 'grant_too_narrow', 'not_yet_or_no_longer'])

/** The rule that refused, and what the person needs, holds, and could hold. */
export function RefusalFacts({ refusal }: { refusal: Refusal }) {
  const t = useUiTexts()
  const catalogue = useCatalogue(BY_GRANT.has(refusal.rule))
  const words = useWords(catalogue.data ?? [])
  if (!BY_GRANT.has(refusal.rule)) return <Text size="sm">{t(`why.rule.${refusal.rule}`)}</Text>
  const [smallest, ...wider] = refusal.roles
  return (
    <Stack gap="xs">
      <Text size="sm">{t(`why.rule.${refusal.rule}`)}</Text>
      <dl style={{ margin: 0, display: 'grid', gap: 6 }}>
        <Fact name={t('why.needed')}>
          {catalogue.isPending ? <Skeleton height={14} width={180} /> : words.permission(refusal.permission)}
        </Fact>
        <Fact name={t('why.where')}>{words.place(refusal.scope)}</Fact>
        <Fact name={t('why.held')}>
          <Words of={words.held(refusal.held)} none={t('why.held_none')} />
        </Fact>
        <Fact name={t('why.roles')}>
          <Words
            of={
              smallest === undefined || wider.length === 0
                ? refusal.roles
                : [t('why.smallest', { role: smallest }), ...wider]
            }
            none={t('why.roles_none')}
          />
        </Fact>
      </dl>
    </Stack>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <Text component="dt" size="xs" c="dimmed">
        {name}
      </Text>
      <Text component="dd" size="sm" m={0}>
        {children}
      </Text>
    </div>
  )
}

function Words({ of, none }: { of: readonly string[]; none: string }) {
  if (of.length < 2) return <bdi>{of[0] ?? none}</bdi>
  return (
    <List size="sm" spacing={0}>
      {of.map((word) => (
        <List.Item key={word}>
          <bdi>{word}</bdi>
        </List.Item>
      ))}
    </List>
  )
}

/** Permissions and places by the names that apps give them; their ids where the names could not be read. */
function useWords(apps: readonly CatalogueApp[]) {
  const t = useUiTexts()
  const local = useLocalText()
  const session = useSessionIfAny()
  const kindOf = (kind: string) => {
    const scope = apps.flatMap((app) => app.scopes).find((one) => one.kind === kind)
    return scope ? local(scope.label) : kind
  }
  return {
    permission: (id: string) => {
      const known = apps.flatMap((app) => app.permissions).find((one) => one.id === id)
      return known ? local(known.label) : id
    },
    place: ({ kind, id }: Scope) => {
      if (kind === 'tenant') return t('why.where_tenant', { tenant: session?.me.tenant?.name ?? 'Lumbung' })
      if (kind === 'own') return t('why.where_own')
      return t(id === null ? 'why.where_any' : 'why.where_this', { kind: kindOf(kind) })
    },
    /** A role for many places is one line with their number: their names are not known here. */
    held: (grants: Refusal['held']) => {
      const counts = new Map<string, { role: string; kind: string; count: number }>()
      const all =
        grants.length > 0
          ? grants
          : (session?.me.roles ?? []).map(({ name, scope }) => ({ role: name, scope }))
      for (const { role, scope } of all) {
        const key = `${role}\n${scope.kind}`
        const count = (counts.get(key)?.count ?? 0) + 1
        counts.set(key, { role, kind: scope.kind, count })
      }
      return [...counts.values()].map(({ role, kind, count }) =>
        kind === 'tenant' || kind === 'own' ? role : t('why.held_at', { role, kind: kindOf(kind), count }),
      )
    },
  }
}
