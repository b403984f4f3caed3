import { type ControlProps, Radio, Stack, Text } from '@lumbung/ui'
import type { StockSummary } from '../../../contract/index.ts'
import { useFuelTexts } from '../../texts/use-fuel-texts.ts'
import styles from './record.module.css'
import { StockLeft } from './StockLeft.tsx'

/** The products of a site beside each other, each with what is left of it: one touch, and nothing to open. */
export function ProductChoice({
  stocks,
  control: { value, onChange, error },
}: {
  stocks: readonly StockSummary[]
  control: ControlProps
}) {
  const t = useFuelTexts()
  return (
    <Radio.Group label={t('record.product')} value={value as string} onChange={onChange} error={error}>
      <div className={styles.products}>
        {stocks.map((stock) => (
          <Radio.Card key={stock.product.id} value={stock.product.code} className={styles.product}>
            <Radio.Indicator />
            <Stack gap={0}>
              <Text fw={600}>{stock.product.name}</Text>
              <Text size="sm" className={styles.left}>
                <StockLeft stock={stock} />
              </Text>
            </Stack>
          </Radio.Card>
        ))}
      </div>
    </Radio.Group>
  )
}
