import { Icon, ScreenLink, useUrlState } from '@lumbung/ui'
import type { StockEntry } from '../../../contract/index.ts'
import { useFuelTexts } from '../../texts/use-fuel-texts.ts'
import { entryPath } from './entry-path.ts'
import styles from './history.module.css'

/** That a line was taken back, or takes one back, with the way to the other one. Nothing for most lines. */
export function Counterpart({ entry: { reversalOf, reversedBy } }: { entry: StockEntry }) {
  const other = reversedBy ?? reversalOf
  return other === null ? null : <CounterpartLink other={other} isReversed={reversedBy !== null} />
}

function CounterpartLink({ other, isReversed }: { other: string; isReversed: boolean }) {
  const t = useFuelTexts()
  const [address] = useUrlState()
  return (
    <ScreenLink to={entryPath(other, address)} className={styles.counterpart}>
      <Icon name="back" size={14} />
      {t(isReversed ? 'entry.reversed' : 'entry.reversal')}
    </ScreenLink>
  )
}
