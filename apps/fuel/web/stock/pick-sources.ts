import { pickFrom } from '@lumbung/ui'
import { listProducts, listRecorders, listSites } from '../../contract/index.ts'

const bySite = {
  operation: listSites,
  searchBy: 'search',
  valueOf: ({ code }: { code: string }) => code,
  labelOf: ({ name, code }: { name: string; code: string }) => `${name} (${code})`,
}

/** What is recorded is recorded at a site that is in use; the history also has those that no longer are. */
export const ACTIVE_SITES = pickFrom({ ...bySite, input: { status: 'active' } })
export const ALL_SITES = pickFrom(bySite)

const byProduct = {
  operation: listProducts,
  valueOf: ({ code }: { code: string }) => code,
  labelOf: ({ name }: { name: string }) => name,
}

export const ACTIVE_PRODUCTS = pickFrom({ ...byProduct, input: { status: 'active' } })
export const ALL_PRODUCTS = pickFrom(byProduct)

export const RECORDERS = pickFrom({
  operation: listRecorders,
  searchBy: 'search',
  valueOf: ({ id }) => id,
  labelOf: ({ name }) => name,
})
