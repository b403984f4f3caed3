import { type Door, startTexts, UiProvider, type WebApp } from '@lumbung/ui'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Entrance } from './door/Entrance.tsx'
import { openInside } from './door/open-inside.tsx'
import { knownPerson } from './session/known-person.ts'
import { consoleTexts } from './texts/console-texts.ts'

/**
 * Shows the console in `#root`: the door at once, the apps behind it as soon as they have been fetched. For who was
 * signed in here before, that begins before anything is drawn.
 */
export async function startConsole(door: Door, loadApps: () => Promise<readonly WebApp[]>): Promise<void> {
  const root = document.getElementById('root')
  if (!root) throw new Error('the page has no #root')
  const started = startTexts({ console: consoleTexts, [door.id]: door.texts })
  const inside = openInside(loadApps)
  if (knownPerson.read()) {
    if (location.pathname === '/') history.replaceState(null, '', knownPerson.readStart() ?? '/')
    inside.fetchInside(location.pathname).catch(reportError)
  }
  await started
  createRoot(root).render(
    <StrictMode>
      <UiProvider>
        <Entrance door={door} inside={inside} />
      </UiProvider>
    </StrictMode>,
  )
}
