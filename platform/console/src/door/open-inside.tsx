import { addTexts, type WebApp } from '@lumbung/ui'
import { type ComponentType, lazy } from 'react'
import type { InsideProps } from '../workspace/Workspace.tsx'

/** What lies behind the door. */
export interface InsideDoor {
  /** Fetches it ahead, with the screen that stands at the present address. */
  fetchInside(): Promise<void>
  /** It, or what stands for it while it is fetched: what is there already is drawn without such a turn. */
  partInside(): ComponentType<InsideProps>
}

export function openInside(loadApps: () => Promise<readonly WebApp[]>): InsideDoor {
  const fetchCode = async (): Promise<ComponentType<InsideProps>> => {
    const [{ Workspace, createConsoleRouter, platformApps }, apps] = await Promise.all([
      import('../workspace/Workspace.tsx'),
      loadApps(),
    ])
    const all = [...platformApps, ...apps]
    const router = createConsoleRouter(all)
    await Promise.all([addTexts(all), router.load()])
    return (props) => <Workspace router={router} {...props} />
  }
  let fetching: ReturnType<typeof fetchCode> | undefined
  let Fetched: ComponentType<InsideProps> | undefined
  const fetchOnce = () => {
    fetching ??= fetchCode().then(
      (Opened) => {
        Fetched = Opened
        return Opened
      },
      (error) => {
        // What could not be fetched without a network is fetched when it is asked for again.
        fetching = undefined
        throw error
      },
    )
    return fetching
  }
  const Awaited = lazy(async () => ({ default: await fetchOnce() }))
  return {
    fetchInside: async () => {
      await fetchOnce()
    },
    partInside: () => Fetched ?? Awaited,
  }
}
