import { useRead, useSession } from '@lumbung/ui'
import { listProducts, type Product } from '../../../contract/index.ts'

export interface Products {
  /** Where there is only one, nobody is asked which. */
  areSeveral: boolean
  /** The one that is meant where none is named. */
  usual: Product | undefined
  isPending: boolean
}

/** The products that something can be recorded of. */
export function useProducts(): Products {
  const { can } = useSession()
  const isAsked = can(listProducts.permission)
  const { data, isPending } = useRead(listProducts, { status: 'active' }, { enabled: isAsked })
  const products = data?.data ?? []
  return {
    areSeveral: products.length > 1,
    usual: products.find(({ isDefault }) => isDefault),
    isPending: isAsked && isPending,
  }
}
