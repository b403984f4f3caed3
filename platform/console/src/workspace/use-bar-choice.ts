import { deleteView, listViews, type SavedView, saveView, updateView } from '@lumbung/kernel/contract'
import { useCommand, useRead, useSession } from '@lumbung/ui'
import { useEffect } from 'react'
import { useChosenBar } from './use-chosen-bar.ts'

/** The bar is kept as a saved view of its own list: which entries, in which order. */
const BAR_LIST = 'console.phone-bar'
const CONTENT = { name: 'Bilah', filters: {}, density: 'comfortable', shared: false } as const

function useKeptBar(): { kept: SavedView | undefined; isKnown: boolean; isRenewed: boolean } {
  const { me } = useSession()
  const views = useRead(listViews, { list: BAR_LIST }, { enabled: me.tenant !== null })
  return {
    kept: views.data?.data.find(({ mine }) => mine),
    isKnown: views.isSuccess,
    isRenewed: !views.isFetching,
  }
}

/** Takes over what the person chose on another device. */
export function useBarOfServer(): void {
  const { kept, isKnown, isRenewed } = useKeptBar()
  const [chosen, keep] = useChosenBar()
  // What is just being read anew may be older than what was chosen here.
  const told = isKnown && isRenewed ? (kept?.columns ?? null) : chosen
  const isOther = JSON.stringify(told) !== JSON.stringify(chosen)
  useEffect(() => {
    if (isOther) keep(told)
  })
}

/** Changes the choice on the server, and on this device once it is kept there; `null` gives the role's bar back. */
export function useBarChoice() {
  const { kept, isKnown } = useKeptBar()
  const [, keep] = useChosenBar()
  const save = useCommand(saveView)
  const update = useCommand(updateView)
  const remove = useCommand(deleteView)
  const choose = async (columns: string[] | null): Promise<boolean> => {
    const done =
      columns === null
        ? !kept || (await remove.run({ id: kept.id }))
        : kept
          ? await update.run({ id: kept.id, ...CONTENT, columns }, { ifMatch: kept.version })
          : await save.run({ list: BAR_LIST, ...CONTENT, columns })
    if (done) keep(columns)
    return Boolean(done)
  }
  return {
    choose,
    isKnown,
    isRunning: save.isRunning || update.isRunning || remove.isRunning,
    problem: save.problem ?? update.problem ?? remove.problem,
  }
}
