import { type Door, startTexts, UiProvider, type WebApp } from '@lumbung/ui'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Entrance } from './door/Entrance.tsx'
import { consoleTexts } from './texts/console-texts.ts'

/** Shows the console in `#root`: the door at once, the apps behind it as soon as they have been fetched. */
export async function startConsole(door: Door, loadApps: () => Promise<readonly WebApp[]>): Promise<void> {
  const root = document.getElementById('root')
  if (!root) throw new Error('the page has no #root')
  await startTexts({ console: consoleTexts, [door.id]: door.texts })
  createRoot(root).render(
    <StrictMode>
      <UiProvider>
        <Entrance door={door} loadApps={loadApps} />
      </UiProvider>
    </StrictMode>,
  )
}
