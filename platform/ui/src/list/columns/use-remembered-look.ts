import { useLocalStorage } from '@mantine/hooks'
import { useMemo } from 'react'
import { z } from 'zod'
import { USUAL_LOOK } from './look.ts'

/** What this device remembers of a list. What cannot be read, each part on its own, is as if nothing was remembered. */
const Remembered = z
  .object({
    columns: z.array(z.string()).nullable().catch(null),
    density: z.enum(['comfortable', 'compact']).catch(USUAL_LOOK.density),
    /** Id of the saved view with which the list opens. */
    firstView: z.string().nullable().catch(null),
  })
  .catch({ columns: null, density: USUAL_LOOK.density, firstView: null })
export type Remembered = z.infer<typeof Remembered>

/** How the person last looked at this list on this device, and which view it opens with. */
export function useRememberedLook(listId: string): [Remembered, (changes: Partial<Remembered>) => void] {
  const [stored, setStored] = useLocalStorage<unknown>({
    key: `lumbung.list.${listId}`,
    defaultValue: null,
    // The first frame shows the columns as they were left, without a jump.
    getInitialValueInEffect: false,
  })
  const remembered = useMemo(() => Remembered.parse(stored), [stored])
  // Of two changes in one press the second knows the first.
  return [
    remembered,
    (changes) => setStored((before: unknown) => ({ ...Remembered.parse(before), ...changes })),
  ]
}
