import type { DecimalText } from '@lumbung/contract'
import Big from 'big.js'
import { cell, readDataset } from './dataset.ts'
import { type MovementRow, movementFile, productFile, type SiteRow, siteFile } from './fuel-files.ts'
import type { ImportFile } from './import-file.ts'
import { CodeBook, codeOf } from './site-code.ts'
import { litresOfThousandBarrels } from './volumes.ts'

/** Weekly closing stocks of oil products per terminal, Secretaría de Energía, 2018. */
export const MEXICAN_TERMINALS = 'fuel/mexico-sener/inventarios_semanales_2018.csv.gz'
/** The sum of its two grades, which are in the file themselves. */
const SUM_OF_GRADES = 'Gasolina'
/** What every organisation has from its beginning. */
const DEFAULT_PRODUCT = 'DIESEL'

export interface TerminalStock {
  terminal: string
  site: string
  productName: string
  product: string
  /** In order of day; litres at the end of it, rounded as converted. */
  closings: { day: string; litres: DecimalText }[]
}

export interface Terminals {
  sites: SiteRow[]
  /** Sorted by site and product; only what a terminal ever held. */
  stocks: TerminalStock[]
}

/** Reads the weekly file. Throws on a row that is not as its description says. */
export async function readTerminals(path: string): Promise<Terminals> {
  const codes = new CodeBook()
  const sites = new Map<string, SiteRow>()
  const stocks = new Map<string, TerminalStock>()
  for await (const row of readDataset(path)) {
    const productName = cell(row, 'Producto').trim()
    if (productName === SUM_OF_GRADES) continue
    const terminal = cell(row, 'Terminal').trim()
    const site = sites.get(terminal) ?? {
      code: codes.take(terminal),
      name: terminal,
      // No threshold is known, and the usual one would raise an alarm for every tank that was ever run down.
      lowStockThresholdLitres: '0.00',
      note: `${cell(row, 'Tipo de Terminal')}, ${cell(row, 'Estado')}, ${cell(row, 'Región')}`,
    }
    sites.set(terminal, site)
    const product = codeOf(productName)
    const key = `${site.code} ${product}`
    const stock = stocks.get(key) ?? { terminal, site: site.code, productName, product, closings: [] }
    stocks.set(key, stock)
    stock.closings.push({
      day: dayOf(cell(row, 'Semana')),
      litres: litresOfThousandBarrels(cell(row, 'MB')),
    })
  }
  for (const { closings } of stocks.values()) closings.sort((a, b) => compare(a.day, b.day))
  return {
    sites: [...sites.values()].sort((a, b) => compare(a.code, b.code)),
    stocks: [...stocks]
      .filter(([, { closings }]) => closings.some(({ litres }) => Big(litres).gt(0)))
      .sort(([a], [b]) => compare(a, b))
      .map(([, stock]) => stock),
  }
}

export function terminalSiteFile({ sites }: Terminals): ImportFile {
  return siteFile('terminal-lokasi.csv', () => sites)
}

/** Every product but the one that an organisation has already. */
export function terminalProductFile({ stocks }: Terminals): ImportFile {
  const names = new Map(stocks.map(({ product, productName }) => [product, productName]))
  names.delete(DEFAULT_PRODUCT)
  return productFile('terminal-produk.csv', () => [...names].map(([code, name]) => ({ code, name })))
}

/** The stock book of the terminals, per site and product in order of day. */
export function terminalMovementFile({ stocks }: Terminals): ImportFile {
  return movementFile('terminal-mutasi-2018.csv', () => stocks.flatMap((stock) => [...movementsOf(stock)]))
}

/**
 * What must at least have moved for the stocks to be as they were: the first is an opening IN, a rise is IN, a fall is
 * OUT, and where nothing changed there is no line.
 */
export function* movementsOf(stock: TerminalStock): Generator<MovementRow> {
  const { site, product } = stock
  let before = Big(0)
  for (const [week, { day, litres }] of stock.closings.entries()) {
    const change = Big(litres).minus(before)
    before = Big(litres)
    if (change.eq(0)) continue
    yield {
      date: day,
      site,
      product,
      type: change.gt(0) ? 'IN' : 'OUT',
      litres: change.abs().toFixed(2),
      notes: week === 0 ? 'Stok awal' : 'Selisih stok akhir pekan',
    }
  }
}

/** `YYYY-MM-DD` of `16/03/2018 12:00:00 a. m.`, which is midnight. */
function dayOf(text: string): string {
  const match = /^(\d{2})\/(\d{2})\/(\d{4}) 12:00:00 a\. m\.$/.exec(text.trim())
  if (!match) throw new Error(`not a week of the data set: "${text}"`)
  return `${match[3]}-${match[2]}-${match[1]}`
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
