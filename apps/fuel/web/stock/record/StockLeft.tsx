import { Icon } from '@lumbung/ui'
import type { StockSummary } from '../../../contract/index.ts'
import { useFuelTexts } from '../../texts/use-fuel-texts.ts'
import { useLitres } from '../use-litres.ts'
import styles from './record.module.css'

/** What is left, and whether that is little. */
export function StockLeft({ stock: { balanceLitres, isLow } }: { stock: StockSummary }) {
  const t = useFuelTexts()
  const litres = useLitres()
  return (
    <>
      {t('record.left', { litres: litres.plain(balanceLitres) })}
      {isLow && (
        <span className={styles.low}>
          <Icon name="alert" size={14} />
          {t('stock.low')}
        </span>
      )}
    </>
  )
}
