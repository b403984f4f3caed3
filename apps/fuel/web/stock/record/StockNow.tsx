import { Icon } from '@lumbung/ui'
import type { StockSummary } from '../../../contract/index.ts'
import { useFuelTexts } from '../../texts/use-fuel-texts.ts'
import { useLitres } from '../use-litres.ts'
import styles from './record.module.css'

/** Where the person is and what is left there; it changes with what others record. */
export function StockNow({ stock: { site, product, balanceLitres, isLow } }: { stock: StockSummary }) {
  const t = useFuelTexts()
  const litres = useLitres()
  return (
    <div className={styles.now}>
      <span className={styles.place}>
        <Icon name="map-pin" size={18} />
        <span>
          {site.name} · {product.name}
        </span>
      </span>
      <span className={styles.left}>
        {t('record.left', { litres: litres.plain(balanceLitres) })}
        {isLow && (
          <span className={styles.low}>
            <Icon name="alert" size={14} />
            {t('stock.low')}
          </span>
        )}
      </span>
    </div>
  )
}
