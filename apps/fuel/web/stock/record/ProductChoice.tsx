import { type ControlProps, Icon, Radio, Stack, Text } from '@lumbung/ui'
import type { StockSummary } from '../../../contract/index.ts'
import { useFuelTexts } from '../../texts/use-fuel-texts.ts'
import { useLitres } from '../use-litres.ts'
import styles from './record.module.css'

/** The products of a site beside each other, each with what is left of it: one touch, and nothing to open. */
export function ProductChoice({
  stocks,
  control: { value, onChange, error },
}: {
  stocks: readonly StockSummary[]
  control: ControlProps
}) {
  const t = useFuelTexts()
  const litres = useLitres()
  return (
    <Radio.Group label={t('record.product')} value={value as string} onChange={onChange} error={error}>
      <div className={styles.products}>
        {stocks.map(({ product, balanceLitres, isLow }) => (
          <Radio.Card key={product.id} value={product.code} className={styles.product}>
            <Radio.Indicator />
            <Stack gap={0}>
              <Text fw={600}>{product.name}</Text>
              <Text size="sm" className={styles.left}>
                {t('record.left', { litres: litres.plain(balanceLitres) })}
                {isLow && (
                  <span className={styles.low}>
                    <Icon name="alert" size={14} />
                    {t('stock.low')}
                  </span>
                )}
              </Text>
            </Stack>
          </Radio.Card>
        ))}
      </div>
    </Radio.Group>
  )
}
