import { useFormat } from '@lumbung/ui'
import { LITRES_DECIMALS } from '../../contract/index.ts'

export interface LitresText {
  /** `1.250 L`, never broken between the two */
  plain(litres: number): string
  /** `1.250` or `−1.250`, where the unit stands in a header. */
  bare(litres: number): string
  /** `+1.250` or `−1.250`, the same with its sign. */
  signed(litres: number): string
  /** `1.250,00` and `−312,75` of a column, whose figures stand below one another. */
  inColumn(litres: number): string
  /** `+1.250,00`, the same with its sign. */
  signedInColumn(litres: number): string
}

export function useLitres(): LitresText {
  const format = useFormat()
  const withMinus = (litres: number, write = format.number) =>
    `${litres < 0 ? '−' : ''}${write(Math.abs(litres), LITRES_DECIMALS)}`
  const plus = (litres: number) => (litres > 0 ? '+' : '')
  return {
    plain: (litres) => `${withMinus(litres)}\u00a0L`,
    bare: (litres) => withMinus(litres),
    signed: (litres) => `${plus(litres)}${withMinus(litres)}`,
    inColumn: (litres) => withMinus(litres, format.fixed),
    signedInColumn: (litres) => `${plus(litres)}${withMinus(litres, format.fixed)}`,
  }
}
