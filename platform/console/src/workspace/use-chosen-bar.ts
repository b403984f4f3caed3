import { useSession } from '@lumbung/ui'
import { useLocalStorage } from '@mantine/hooks'
import { BAR_STORED } from '../session/known-person.ts'

interface StoredBar {
  /** Whose, and in which organisation: another person at this device has a bar of their own. */
  owner: string
  entries: string[]
}

/**
 * The entries that the person chose for the bar, as this device knows them, so that the bar is drawn with the page; null:
 * none. The server keeps the choice for their other devices: `use-bar-choice.ts`, fetched later.
 */
export function useChosenBar(): [string[] | null, (entries: string[] | null) => void] {
  const { me } = useSession()
  const owner = `${me.user.id}.${me.tenant?.id ?? '-'}`
  const [stored, store] = useLocalStorage<StoredBar | null>({
    key: BAR_STORED,
    defaultValue: null,
    getInitialValueInEffect: false,
  })
  const keep = (entries: string[] | null) => store(entries && { owner, entries })
  return [stored?.owner === owner ? stored.entries : null, keep]
}
