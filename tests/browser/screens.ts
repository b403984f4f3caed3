import type { Screen, WebApp } from '@lumbung/ui'
import { vi } from 'vitest'

/**
 * Every app that the console shows, and every screen of theirs: the product's own lists, so that a new screen is tested
 * without being named. They are loaded without a browser; the page's nonce is all that they look for in it.
 */
vi.stubGlobal('document', { querySelector: () => null })
const [{ webApps }, { platformApps }] = await Promise.all([
  import('../../server/web/apps.ts'),
  import('../../platform/console/src/workspace/Workspace.tsx'),
])
vi.unstubAllGlobals()

export const consoleApps: readonly WebApp[] = [...platformApps, ...webApps]
export const screens: readonly Screen[] = consoleApps.flatMap((app) => app.screens)
