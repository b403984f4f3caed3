import { useFormat } from '@lumbung/ui'

export interface LitresText {
  /** `1.250 L`, never broken between the two */
  plain(litres: number): string
  /** `1.250` or `−1.250`, where the unit stands in a header. */
  bare(litres: number): string
  /** `+1.250` or `−1.250`, the same with its sign. */
  signed(litres: number): string
}

export function useLitres(): LitresText {
  const format = useFormat()
  const withMinus = (litres: number) => `${litres < 0 ? '−' : ''}${format.number(Math.abs(litres))}`
  return {
    plain: (litres) => `${withMinus(litres)}\u00a0L`,
    bare: withMinus,
    signed: (litres) => `${litres > 0 ? '+' : ''}${withMinus(litres)}`,
  }
}
