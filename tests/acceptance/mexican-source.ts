import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { centilitresOf } from './exact.ts'

/** The weekly file read once more, by other code and other arithmetic than the conversion that is being tested. */
export interface SourceSeries {
  terminal: string
  product: string
  /** Friday → centilitres held at its end. */
  closings: Map<string, bigint>
}

const LITRES_PER_MB = 158_987_294_928n
const LITRES_PER_MB_DECIMALS = 6

/** Every terminal and product that ever held anything, without the sum of the two petrol grades. */
export function readMexicanSource(path: string): SourceSeries[] {
  const series = new Map<string, SourceSeries>()
  const [, ...lines] = gunzipSync(readFileSync(path)).toString('utf8').trimEnd().split('\n')
  for (const line of lines) {
    const [, terminal = '', , , product = '', thousandBarrels = '', week = ''] = line.split(',')
    if (product === 'Gasolina') continue
    const key = `${terminal}|${product}`
    const one = series.get(key) ?? { terminal, product, closings: new Map() }
    series.set(key, one)
    const friday = `${week.slice(6, 10)}-${week.slice(3, 5)}-${week.slice(0, 2)}`
    one.closings.set(friday, centilitresOf(thousandBarrels, LITRES_PER_MB, LITRES_PER_MB_DECIMALS))
  }
  for (const one of series.values())
    one.closings = new Map([...one.closings].sort(([a], [b]) => (a < b ? -1 : 1)))
  return [...series.values()].filter(({ closings }) => [...closings.values()].some((held) => held > 0n))
}
