import { type CatalogueOperation, useCatalogue, useLocalText, useSession } from '@lumbung/ui'
import { useMemo } from 'react'

export interface ImportableGroup {
  app: string
  operations: readonly CatalogueOperation[]
}

/** The commands that this person may import into, by app; the server decides once more when a file arrives. */
export function useImportable() {
  const catalogue = useCatalogue()
  const local = useLocalText()
  const { can } = useSession()
  const groups = useMemo(
    (): ImportableGroup[] =>
      (catalogue.data ?? [])
        .map(({ name, operations }) => ({
          app: local(name),
          operations: operations.filter(({ carriers, permission }) => carriers.import && can(permission)),
        }))
        .filter(({ operations }) => operations.length > 0),
    [catalogue.data, local, can],
  )
  return { groups, isPending: catalogue.isPending, problem: catalogue.error, retry: catalogue.refetch }
}

/** What a command is called, by its id; the id itself while the words are on their way, or where there are none. */
export function useCommandName(): (operation: string) => string {
  const catalogue = useCatalogue()
  const local = useLocalText()
  return (operation) => {
    const found = catalogue.data?.flatMap(({ operations }) => operations).find(({ id }) => id === operation)
    return found ? local(found.summary) : operation
  }
}
