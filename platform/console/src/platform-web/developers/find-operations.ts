import type { CatalogueApp, CatalogueOperation } from '@lumbung/ui'

/** The operations in which every word occurs, by app; in either language, since names are English and people are not. */
export function findOperations(
  apps: readonly CatalogueApp[],
  words: string,
  isWanted: (operation: CatalogueOperation) => boolean,
): CatalogueApp[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean)
  return apps
    .map((app) => ({
      ...app,
      operations: app.operations.filter(
        (operation) =>
          isWanted(operation) && wanted.every((word) => searchedText(app, operation).includes(word)),
      ),
    }))
    .filter(({ operations }) => operations.length > 0)
}

function searchedText(
  app: CatalogueApp,
  { id, method, path, summary, permission }: CatalogueOperation,
): string {
  return `${id} ${method} ${path} ${permission} ${summary.id} ${summary.en} ${app.name.id} ${app.name.en}`.toLowerCase()
}
