import { useAmend } from '@lumbung/ui'
import { type RecordedEntry, readOwnStock, readStockSummary } from '../../../contract/index.ts'
import { withRecorded } from './after-recording.ts'

/** Every stock that the console shows or remembers has its new balance at once, also on the screen that one goes back to. */
export function useShowRecorded(): (entry: RecordedEntry) => void {
  const amend = useAmend()
  return (entry) => {
    amend(readStockSummary, (answer) => withRecorded(answer, entry))
    amend(readOwnStock, (answer) => withRecorded(answer, entry))
  }
}
