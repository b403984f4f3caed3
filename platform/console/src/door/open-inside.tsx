import { addTexts, type WebApp } from '@lumbung/ui'
import { type ComponentType, lazy } from 'react'
import type { InsideProps } from '../workspace/Workspace.tsx'

/** What lies behind the door. */
export interface InsideDoor {
  /** Fetches it ahead, with the screen that stands at the path. */
  fetchInside(path: string): Promise<void>
  Inside: ComponentType<InsideProps>
}

export function openInside(loadApps: () => Promise<readonly WebApp[]>): InsideDoor {
  const fetchCode = async () => {
    const [{ Workspace, platformApps }, apps] = await Promise.all([
      import('../workspace/Workspace.tsx'),
      loadApps(),
    ])
    const all = [...platformApps, ...apps]
    return { Workspace, all, texts: addTexts(all) }
  }
  let fetched: ReturnType<typeof fetchCode> | undefined
  const fetchOnce = () => {
    fetched ??= fetchCode().catch((error) => {
      // What could not be fetched without a network is fetched when it is asked for again.
      fetched = undefined
      throw error
    })
    return fetched
  }
  return {
    fetchInside: async (path) => {
      const { all, texts } = await fetchOnce()
      const screen = all.flatMap(({ screens }) => screens).find((one) => one.path === path)
      await Promise.all([texts, screen?.load()])
    },
    Inside: lazy(async () => {
      const { Workspace, all, texts } = await fetchOnce()
      await texts
      return { default: (props: InsideProps) => <Workspace apps={all} {...props} /> }
    }),
  }
}
