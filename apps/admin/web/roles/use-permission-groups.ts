import { useCatalogue, useLocalText } from '@lumbung/ui'
import { useMemo } from 'react'
import type { AppGroup, PermissionWords } from './patterns.ts'

/** Everything that can be permitted, by app and by what it is about, in words; null until it is known. */
export function usePermissionGroups(): readonly AppGroup[] | null {
  const local = useLocalText()
  const { data } = useCatalogue()
  // biome-ignore lint/correctness/useExhaustiveDependencies: `local` changes with the language only
  return useMemo(
    () =>
      data
        ? data
            .filter(({ permissions }) => permissions.length > 0)
            .map(({ id, name, permissions }) => ({
              pattern: `${id}.*`,
              name: local(name),
              resources: byResource(permissions.map((one) => ({ id: one.id, label: local(one.label) }))),
            }))
        : null,
    [data, local({ id: 'id', en: 'en' })],
  )
}

/** By the first two parts of their ids: `fuel.stock`. */
function byResource(permissions: readonly PermissionWords[]): AppGroup['resources'] {
  const groups = Map.groupBy(permissions, ({ id }) => id.split('.').slice(0, 2).join('.'))
  return [...groups].map(([resource, members]) => ({ pattern: `${resource}.*`, permissions: members }))
}
