import { handle } from '@lumbung/kernel'
import {
  activateProduct,
  createProduct,
  deactivateProduct,
  listProducts,
  updateProduct,
} from '../../contract/products.ts'
import * as products from './product.service.ts'
import { judgeNewProducts } from './product-check.service.ts'

export const productOperations = [
  handle(listProducts, (ctx, input) => products.listAllProducts(ctx, input)),
  handle(createProduct, (ctx, input) => products.createNewProduct(ctx, input), { check: judgeNewProducts }),
  handle(updateProduct, (ctx, input) => products.changeProduct(ctx, input)),
  handle(deactivateProduct, (ctx, { id }) => products.setProductStatus(ctx, id, 'inactive')),
  handle(activateProduct, (ctx, { id }) => products.setProductStatus(ctx, id, 'active')),
]
