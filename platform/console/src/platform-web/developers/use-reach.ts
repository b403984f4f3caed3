import { PUBLIC, SIGNED_IN } from '@lumbung/contract'
import { type CatalogueOperation, useCatalogue, useLocalText } from '@lumbung/ui'
import { usePlatformTexts } from '../texts/use-platform-texts.ts'

const CARRIERS = ['import', 'export', 'offline', 'assistant'] as const

/** Who may carry an operation out, how far that must reach, and what else carries it; in words. */
export function useReach(): (operation: CatalogueOperation) => { label: string; value: string }[] {
  const t = usePlatformTexts()
  const local = useLocalText()
  const catalogue = useCatalogue()
  const apps = catalogue.data ?? []

  const permissionOf = (permission: string) => {
    if (permission === PUBLIC) return t('developers.permission_public')
    if (permission === SIGNED_IN) return t('developers.permission_signed_in')
    const known = apps.flatMap(({ permissions }) => permissions).find(({ id }) => id === permission)
    return known ? `${local(known.label)} (${permission})` : permission
  }
  const scopeOf = (scope: string) => {
    if (scope === 'tenant' || scope === 'own') return t(`developers.scope_${scope}`)
    const known = apps.flatMap(({ scopes }) => scopes).find(({ kind }) => kind === scope)
    return known ? local(known.label) : scope
  }
  return ({ id, kind, permission, scope, carriers }) => {
    const others = CARRIERS.filter((carrier) => carriers[carrier])
    return [
      { label: t('developers.identifier'), value: `${id} (${t(`developers.${kind}`)})` },
      { label: t('developers.permission'), value: permissionOf(permission) },
      ...(permission.startsWith('@') ? [] : [{ label: t('developers.scope'), value: scopeOf(scope) }]),
      ...(others.length === 0
        ? []
        : [
            {
              label: t('developers.carriers'),
              value: others.map((carrier) => t(`developers.carrier.${carrier}`)).join(', '),
            },
          ]),
    ]
  }
}
