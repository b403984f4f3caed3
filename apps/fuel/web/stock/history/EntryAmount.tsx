import type { StockEntry } from '../../../contract/index.ts'
import { effectOf } from '../effect-of.ts'
import { useLitres } from '../use-litres.ts'
import styles from './history.module.css'

/** What a line did to the balance, with its sign; struck through where it was taken back. */
export function EntryAmount({
  entry,
  isInColumn = false,
}: {
  entry: Pick<StockEntry, 'type' | 'amountLitres' | 'reversedBy'>
  /** Below others, with which its figures line up. */
  isInColumn?: boolean
}) {
  const litres = useLitres()
  const effect = effectOf(entry)
  const text = isInColumn ? litres.signedInColumn(effect) : litres.signed(effect)
  return (
    <span className={styles.amount} data-sign={effect < 0 ? 'minus' : 'plus'}>
      {entry.reversedBy === null ? text : <del>{text}</del>}
    </span>
  )
}
