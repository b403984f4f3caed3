import { useFieldWords, useValueText } from '@lumbung/ui'
import { useChangeWords } from '../../access/use-change-words.ts'
import { usePermissionWords } from '../../permissions/use-permission-words.ts'

/** A recorded value as text: by the words of this app, of the operation's contract, or as values are written. */
export function useShownValue(operation: string): (field: string, value: unknown) => string {
  const words = useFieldWords(operation)
  const write = useValueText()
  const permissionWords = usePermissionWords()
  const { show } = useChangeWords()
  return (field, value) => {
    const own = show(field, value)
    if (own !== undefined) return own
    if (typeof value !== 'string') return write(value)
    if (field === 'permission' || field === 'permissions') return permissionWords(value)
    return words.choice(field, value) ?? write(value)
  }
}
