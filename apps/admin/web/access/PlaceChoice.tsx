import { PickSelect, Select, Stack, useCatalogue, useSession } from '@lumbung/ui'
import { searchPlaces } from '../../contract/index.ts'
import { placesOf } from '../places/pick-places.ts'
import { usePlaceKind } from '../places/use-scope-text.ts'
import { useAdminTexts } from '../texts/use-admin-texts.ts'

/** Where something is to be done; nothing chosen means anywhere. */
export interface ReachChoice {
  scopeKind?: string
  scopeId?: string
}

const ANYWHERE = ''

/** Anywhere, in the whole organisation, or in one place; places only for who may look them up. */
export function PlaceChoice({
  value: { scopeKind, scopeId },
  onChange,
}: {
  value: ReachChoice
  onChange(reach: ReachChoice): void
}) {
  const t = useAdminTexts()
  const { can } = useSession()
  const kindOf = usePlaceKind()
  const catalogue = useCatalogue()
  const kinds = (catalogue.data ?? []).flatMap(({ scopes }) => scopes.map(({ kind }) => kind))
  const isPlace = scopeKind !== undefined && scopeKind !== 'tenant'
  return (
    <Stack gap="sm">
      <Select
        label={t('explain.where')}
        allowDeselect={false}
        value={scopeKind ?? ANYWHERE}
        onChange={(kind) => onChange(kind ? { scopeKind: kind } : {})}
        data={[
          { value: ANYWHERE, label: t('explain.anywhere') },
          { value: 'tenant', label: t('place.everywhere') },
          ...(can(searchPlaces.permission) ? kinds : []).map((kind) => ({
            value: kind,
            label: t('place.one_of', { kind: kindOf(kind) }),
          })),
        ]}
      />
      {isPlace && (
        <PickSelect
          key={scopeKind}
          label={kindOf(scopeKind)}
          source={placesOf(scopeKind)}
          value={scopeId ?? null}
          onChange={(id) => onChange(id ? { scopeKind, scopeId: id } : { scopeKind })}
        />
      )}
    </Stack>
  )
}
