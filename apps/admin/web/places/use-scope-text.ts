import { useCatalogue, useClient, useLocalText } from '@lumbung/ui'
import { useSyncExternalStore } from 'react'
import type { Scope } from '../../contract/index.ts'
import { useAdminTexts } from '../texts/use-admin-texts.ts'
import { placeNamesOf } from './place-names.ts'

/** How far something reaches, in words: the whole organisation, one's own, or a place by its name. */
export function useScopeText(): (scope: Scope) => string {
  const t = useAdminTexts()
  const kindOf = usePlaceKind()
  const names = placeNamesOf(useClient())
  useSyncExternalStore(names.subscribe, names.version)
  return ({ kind, id }) => {
    if (kind === 'tenant') return t('place.everywhere')
    if (kind === 'own') return t('place.own')
    // Until the name is here, and where it is not to be known, at least what kind of place it is.
    return (id === null ? null : names.nameOf(`${kind}:${id}`)) ?? kindOf(kind)
  }
}

/** The words of a kind of place, as its app declares it. */
export function usePlaceKind(): (kind: string) => string {
  const local = useLocalText()
  const catalogue = useCatalogue()
  return (kind) => {
    const scope = catalogue.data?.flatMap(({ scopes }) => scopes).find((one) => one.kind === kind)
    return scope ? local(scope.label) : kind
  }
}
