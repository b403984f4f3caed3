import { wordsOfPermission } from '@lumbung/kernel/contract'
import { useCatalogue, useLocalText } from '@lumbung/ui'

/** What a permission, or a pattern of them, allows, in words; its id until they are here, and where no app knows it any more. */
export function usePermissionWords(): (permission: string) => string {
  const local = useLocalText()
  const catalogue = useCatalogue()
  return (permission) => {
    const words = wordsOfPermission(permission, catalogue.data ?? [])
    return words ? local(words) : permission
  }
}
