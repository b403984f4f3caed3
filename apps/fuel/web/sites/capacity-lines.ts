import type { CallerInputOf } from '@lumbung/contract'
import type { replaceCapacities, Site } from '../../contract/index.ts'

/** One line of the table of capacities while it is edited. */
export interface CapacityLine {
  key: string
  product: string | null
  capacityLitres: number | null
  tanks: number | null
}

export type CapacityFault = 'product_missing' | 'product_repeated' | 'capacity_missing' | 'tanks_wrong'
type Faults = Record<string, Partial<Record<keyof CapacityLine, CapacityFault>>>

const MOST_TANKS = 10_000

export function linesOf({ capacities }: Pick<Site, 'capacities'>): CapacityLine[] {
  return capacities.map(({ product, capacityLitres, tanks }) => ({
    key: product.id,
    product: product.code,
    capacityLitres,
    tanks,
  }))
}

/** What keeps lines from being saved: line key → column → why. A line in which nothing stands is no line. */
export function faultsOf(lines: readonly CapacityLine[]): Faults {
  const faults: Faults = {}
  const seen = new Set<string>()
  for (const { key, product, capacityLitres, tanks } of lines.filter(isFilled)) {
    const found: Faults[string] = {}
    if (product === null) found.product = 'product_missing'
    else if (seen.has(product)) found.product = 'product_repeated'
    if (capacityLitres === null || capacityLitres <= 0) found.capacityLitres = 'capacity_missing'
    if (tanks !== null && !(Number.isInteger(tanks) && tanks >= 1 && tanks <= MOST_TANKS)) {
      found.tanks = 'tanks_wrong'
    }
    if (product !== null) seen.add(product)
    if (Object.keys(found).length > 0) faults[key] = found
  }
  return faults
}

/** What is sent; only for lines without faults. */
export function capacitiesOf(
  lines: readonly CapacityLine[],
): CallerInputOf<typeof replaceCapacities>['capacities'] {
  return lines.flatMap(({ product, capacityLitres, tanks }) =>
    product === null || capacityLitres === null
      ? []
      : [{ product, capacityLitres, ...(tanks === null ? {} : { tanks }) }],
  )
}

function isFilled({ product, capacityLitres, tanks }: CapacityLine): boolean {
  return product !== null || capacityLitres !== null || tanks !== null
}
