import { useRead, useSession } from '@lumbung/ui'
import { readStockSummary, type StockSummary } from '../../../contract/index.ts'

export interface PlaceStock {
  /** In whose clocks a date is meant there. */
  zone: string | undefined
  /** The stock of the product; of the only one where none is named. */
  stockOf(product: string | undefined): StockSummary | undefined
}

/** What a site holds, for who may see it. */
export function usePlaceStock(location: string | null): PlaceStock {
  const { can } = useSession()
  const isAsked = location !== null && can(readStockSummary.permission)
  const { data } = useRead(readStockSummary, location === null ? {} : { location }, { enabled: isAsked })
  const stocks = isAsked ? (data?.data ?? []) : []
  return {
    zone: stocks[0]?.site.zone,
    stockOf: (product) =>
      product === undefined && stocks.length === 1
        ? stocks[0]
        : stocks.find((stock) => stock.product.code === product),
  }
}
