import type { Screen } from '@lumbung/ui'
import { Notifications } from '@mantine/notifications'
import '@mantine/notifications/styles.layer.css'
import { Palette } from './Palette.tsx'
import { useBarOfServer } from './use-bar-choice.ts'
import { useServiceWorker } from './use-service-worker.ts'

/** What the workspace has in store: the palette behind its key, and the place where what was done is told. */
export function Fittings({ screens, isPhone }: { screens: readonly Screen[]; isPhone: boolean }) {
  useServiceWorker()
  return (
    <>
      <Palette screens={screens} />
      {isPhone && <BarOfServer />}
      <Notifications position={isPhone ? 'top-center' : 'bottom-right'} limit={4} />
    </>
  )
}

function BarOfServer(): null {
  useBarOfServer()
  return null
}
