import type { Me } from '@lumbung/ui'
import type { StockEntry } from '../../../contract/index.ts'

/** Codes of a site and a product. */
export interface LastPlace {
  location?: string
  product?: string
}

export function placeOf({ location, product }: Pick<StockEntry, 'location' | 'product'>): LastPlace {
  return { location: location.code, product: product.code }
}

type Shelf = Pick<Storage, 'getItem' | 'setItem'>
type Owner = Pick<Me, 'user' | 'tenant'>

/** Where this person recorded last on this device: most record at the same place day after day. */
export function readLastPlace(shelf: Shelf, owner: Owner): LastPlace {
  const [location, product] = shelf.getItem(keyOf(owner))?.split(' ') ?? []
  return { ...(location ? { location } : {}), ...(product ? { product } : {}) }
}

/** A device that keeps nothing is no reason to fail: the place is chosen anew. */
export function rememberLastPlace(
  shelf: Shelf,
  owner: Owner,
  { location = '', product = '' }: LastPlace,
): void {
  try {
    shelf.setItem(keyOf(owner), `${location} ${product}`.trim())
  } catch (error) {
    if (!(error instanceof DOMException)) throw error
  }
}

function keyOf({ user, tenant }: Owner): string {
  return `lumbung.fuel.place.${tenant?.id ?? ''}.${user.id}`
}
