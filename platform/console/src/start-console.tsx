import { type Door, startTexts, UiProvider, type WebApp } from '@lumbung/ui'
import { type ReactNode, StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Entrance } from './door/Entrance.tsx'
import { Opening } from './door/Opening.tsx'
import { openInside } from './door/open-inside.tsx'
import { knownPerson } from './session/known-person.ts'
import { consoleTexts } from './texts/console-texts.ts'

/**
 * Shows the console in `#root`: the door at once, the apps behind it as soon as they have been fetched. For who was
 * signed in here before, that begins before anything is drawn, and is drawn once, when all of it is there.
 */
export async function startConsole(door: Door, loadApps: () => Promise<readonly WebApp[]>): Promise<void> {
  const root = document.getElementById('root')
  if (!root) throw new Error('the page has no #root')
  const started = startTexts({ console: consoleTexts, [door.id]: door.texts })
  const inside = openInside(loadApps)
  const isKnown = knownPerson.read() !== null
  if (isKnown && location.pathname === '/') history.replaceState(null, '', knownPerson.readStart() ?? '/')
  // What fails here fails again where it is drawn, and is told there.
  const fetched = isKnown ? inside.fetchInside().catch(reportError) : undefined
  const page = createRoot(root)
  const draw = (content: ReactNode) =>
    page.render(
      <StrictMode>
        <UiProvider>{content}</UiProvider>
      </StrictMode>,
    )
  await started
  if (fetched) {
    draw(<Opening />)
    await fetched
  }
  draw(<Entrance door={door} inside={inside} />)
}
