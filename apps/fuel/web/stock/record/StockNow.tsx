import { Icon } from '@lumbung/ui'
import type { StockSummary } from '../../../contract/index.ts'
import styles from './record.module.css'
import { StockLeft } from './StockLeft.tsx'

/** Where the person is and what is left there; it changes with what others record. */
export function StockNow({ stock }: { stock: StockSummary }) {
  const { site, product } = stock
  return (
    <div className={styles.now}>
      <span className={styles.place}>
        <Icon name="map-pin" size={18} />
        <span>
          {site.name} · {product.name}
        </span>
      </span>
      <span className={styles.left}>
        <StockLeft stock={stock} />
      </span>
    </div>
  )
}
