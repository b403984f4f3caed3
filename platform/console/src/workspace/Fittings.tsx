import type { Screen } from '@lumbung/ui'
import { Notifications } from '@mantine/notifications'
import '@mantine/notifications/styles.layer.css'
import { Palette } from './Palette.tsx'

/** What the workspace has in store: the palette behind its key, and the place where what was done is told. */
export function Fittings({ screens, isPhone }: { screens: readonly Screen[]; isPhone: boolean }) {
  return (
    <>
      <Palette screens={screens} />
      <Notifications position={isPhone ? 'top-center' : 'bottom-right'} limit={4} />
    </>
  )
}
