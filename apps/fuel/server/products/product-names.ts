import type { NamesDefinition } from '@lumbung/kernel'
import { findAllProducts } from './product.store.ts'

export const productNames: NamesDefinition = {
  list: async (tx, _reach, limit) =>
    (await findAllProducts(tx)).slice(0, limit).map(({ code, name }) => ({ value: code, names: [name] })),
}
