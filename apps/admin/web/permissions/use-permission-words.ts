import { useCatalogue, useLocalText } from '@lumbung/ui'

/** What a permission allows, in words; its id until they are here, and where no app knows it any more. */
export function usePermissionWords(): (permission: string) => string {
  const local = useLocalText()
  const catalogue = useCatalogue()
  return (permission) => {
    const known = catalogue.data?.flatMap((app) => app.permissions).find(({ id }) => id === permission)
    return known ? local(known.label) : permission
  }
}
