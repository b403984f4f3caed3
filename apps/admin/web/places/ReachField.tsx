import { type ControlProps, PickSelect, Select, Stack, useCatalogue } from '@lumbung/ui'
import { useState } from 'react'
import { useAdminTexts } from '../texts/use-admin-texts.ts'
import { placesOf } from './pick-places.ts'
import { usePlaceKind } from './use-scope-text.ts'

/** The whole organisation and one's own are no places; every other kind is, and asks which one. */
const WITHOUT_PLACE = new Set(['tenant', 'own'])

/** How far a role reaches: `scopeKind` and, where that is a kind of place, `scopeId` beside it. */
export function ReachField({ id, value, onChange, error, beside }: ControlProps) {
  const t = useAdminTexts()
  const kindOf = usePlaceKind()
  const catalogue = useCatalogue()
  const kind = typeof value === 'string' && value !== '' ? value : 'tenant'
  const [place, setPlace] = useState(() => textOf(beside.read('scopeId')))
  const [isLeft, setLeft] = useState(false)
  const isMissing = isLeft && place === null
  const choosePlace = (next: string | null) => {
    setPlace(next)
    beside.change('scopeId', next ?? '')
  }
  const kinds = (catalogue.data ?? []).flatMap(({ scopes }) => scopes.map((scope) => scope.kind))
  return (
    <Stack gap="sm">
      <Select
        id={id}
        label={t('place.reach')}
        description={t('place.reach_help')}
        error={error}
        allowDeselect={false}
        value={kind}
        onChange={(next) => {
          if (next === null || next === kind) return
          onChange(next)
          choosePlace(null)
          setLeft(false)
        }}
        data={[
          { value: 'tenant', label: t('place.everywhere') },
          ...kinds.map((one) => ({ value: one, label: t('place.one_of', { kind: kindOf(one) }) })),
          { value: 'own', label: t('place.own') },
        ]}
      />
      {!WITHOUT_PLACE.has(kind) && (
        <PickSelect
          key={kind}
          id={`${id}-place`}
          label={kindOf(kind)}
          source={placesOf(kind)}
          value={place}
          onChange={choosePlace}
          error={beside.errorOf('scopeId') ?? (isMissing ? t('place.missing') : undefined)}
          onBlur={() => setLeft(true)}
          required
          withAsterisk={false}
        />
      )}
    </Stack>
  )
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}
