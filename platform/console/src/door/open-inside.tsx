import { addTexts, type WebApp } from '@lumbung/ui'
import { type ComponentType, lazy } from 'react'
import type { InsideProps } from '../workspace/Workspace.tsx'

/** What lies behind the door: fetched ahead by `fetchInside`, shown by `Inside`. */
export function openInside(loadApps: () => Promise<readonly WebApp[]>): {
  fetchInside(): Promise<void>
  Inside: ComponentType<InsideProps>
} {
  const fetchAll = async () => {
    const [{ Workspace, platformApps }, apps] = await Promise.all([
      import('../workspace/Workspace.tsx'),
      loadApps(),
    ])
    const all = [...platformApps, ...apps]
    await addTexts(all)
    return { Workspace, all }
  }
  const Inside = lazy(async () => {
    const { Workspace, all } = await fetchAll()
    return { default: (props: InsideProps) => <Workspace apps={all} {...props} /> }
  })
  return {
    fetchInside: async () => {
      await fetchAll()
    },
    Inside,
  }
}
