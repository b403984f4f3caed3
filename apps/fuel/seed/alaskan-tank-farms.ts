import type { DecimalText } from '@lumbung/contract'
import Big from 'big.js'
import { cell, readDataset } from './dataset.ts'
import { type CapacityRow, capacityFile, productFile, type SiteRow, siteFile } from './fuel-files.ts'
import type { ImportFile } from './import-file.ts'
import { CodeBook } from './site-code.ts'
import { litresOfGallons } from './volumes.ts'

/** Bulk tank farms of Alaska with their capacities, Alaska Energy Data Gateway. */
export const ALASKAN_TANK_FARMS = 'fuel/alaska-aedg/public_bulk_fuel.csv'
const DEFAULT_PRODUCT = 'DIESEL'

/** Column of the file → product. */
const CAPACITY_COLUMNS = [
  { column: 'gasoline_capacity', code: 'GASOLINE', name: 'Gasoline' },
  { column: 'diesel_capacity', code: DEFAULT_PRODUCT, name: 'Diesel' },
  { column: 'av_gas_capacity', code: 'AVGAS', name: 'Aviation gasoline' },
  { column: 'jet_fuel_capacity', code: 'JET_FUEL', name: 'Jet fuel' },
  { column: 'other_fuel_capacity', code: 'OTHER_FUEL', name: 'Other fuel' },
] as const

const MOST_NAME = 80
const MOST_OWNER = 120
const MOST_NOTE = 500

export interface TankFarm {
  site: SiteRow
  capacities: CapacityRow[]
}

/**
 * Reads the tank farms in the order of the file, which decides the codes of those with the same name. A farm of which
 * only the total is known has no capacities, since the total does not say of which product; its note tells it.
 */
export async function* readTankFarms(path: string): AsyncGenerator<TankFarm> {
  const codes = new CodeBook()
  for await (const row of readDataset(path)) {
    const community = oneLine(cell(row, 'community_name'))
    const owner = oneLine(cell(row, 'entity_name'))
    const code = codes.take(`${community} ${owner}`)
    const held = CAPACITY_COLUMNS.flatMap(({ column, code: product }) => {
      const gallons = cell(row, column)
      return gallons === '' || Big(gallons).eq(0) ? [] : [{ product, litres: litresOfGallons(gallons) }]
    })
    const tanks = cell(row, 'number_of_tanks')
    yield {
      site: {
        code,
        name: nameOf(owner, community),
        owner: shortened(owner, MOST_OWNER),
        note: noteOf(row),
        latitude: degrees(cell(row, 'latitude')),
        longitude: degrees(cell(row, 'longitude')),
      },
      capacities: held.map(({ product, litres }) => ({
        site: code,
        product,
        capacityLitres: litres,
        ...(held.length === 1 && tanks !== '' ? { tanks } : {}),
      })),
    }
  }
}

export function tankFarmSiteFile(farms: readonly TankFarm[]): ImportFile {
  return siteFile('tank-farm-lokasi.csv', () => farms.map(({ site }) => site))
}

export function tankFarmProductFile(farms: readonly TankFarm[]): ImportFile {
  const held = new Set(farms.flatMap(({ capacities }) => capacities.map(({ product }) => product)))
  return productFile('tank-farm-produk.csv', () =>
    CAPACITY_COLUMNS.filter(({ code }) => code !== DEFAULT_PRODUCT && held.has(code)),
  )
}

export function tankFarmCapacityFile(farms: readonly TankFarm[]): ImportFile {
  return capacityFile('tank-farm-kapasitas.csv', () => farms.flatMap(({ capacities }) => capacities))
}

function noteOf(row: ReadonlyMap<string, string>): string {
  const total = cell(row, 'total_capacity')
  const facts = [
    ['Kapasitas total', total === '' ? '' : `${litresOfGallons(total)} L`],
    ['Jumlah tangki', cell(row, 'number_of_tanks')],
    ['Pemasok', oneLine(cell(row, 'fuel_supplier'))],
    ['Sumber', cell(row, 'source')],
  ]
  const text = facts.flatMap(([label, value]) => (value === '' ? [] : [`${label}: ${value}`])).join('; ')
  return shortened(text, MOST_NOTE)
}

/** The place distinguishes the many farms of one owner, so it is the owner's name that is cut short. */
function nameOf(owner: string, community: string): string {
  return `${shortened(owner, MOST_NAME - community.length - 3)} (${community})`
}

/** Six decimals, half up: what is kept of a coordinate. */
function degrees(text: string): DecimalText {
  return Big(text).round(6, Big.roundHalfUp).toFixed(6)
}

function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').trim()
}

function shortened(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`
}
