import { type InputOf, type Page, raise } from '@lumbung/contract'
import { type CommandCtx, type QueryCtx, toPage } from '@lumbung/kernel'
import { productIsDefault, productNotEmpty, productNotFound } from '../../contract/problems.ts'
import type {
  createProduct as createProductOperation,
  listProducts as listProductsOperation,
  Product,
  updateProduct as updateProductOperation,
} from '../../contract/products.ts'
import { isStockless, litresLeft, stockOfProduct } from '../stock/stock.ledger.ts'
import {
  clearDefaultProduct,
  insertProduct,
  listProducts,
  lockProduct,
  type ProductRow,
  productOrder,
  updateProduct,
} from './product.store.ts'

/** Products are no secret between sites: whoever may read them for one site may read all. */
export async function listAllProducts(
  ctx: QueryCtx,
  input: InputOf<typeof listProductsOperation>,
): Promise<Page<Product>> {
  ctx.reach('site')
  const order = productOrder(input)
  const found = await listProducts(ctx.tx, { status: input.status }, order)
  return toPage(found, input.limit, order.cursorKeys, toProduct)
}

export async function createNewProduct(
  ctx: CommandCtx,
  input: InputOf<typeof createProductOperation>,
): Promise<Product> {
  const row = await insertProduct(ctx.tx, { id: ctx.newId(), code: input.code, name: input.name })
  auditProduct(ctx, null, row)
  return toProduct(row)
}

export async function changeProduct(
  ctx: CommandCtx,
  input: InputOf<typeof updateProductOperation>,
): Promise<Product> {
  const before = await lockKnownProduct(ctx, input.id)
  ctx.assertVersion(before.version)
  const isDefault = before.is_default || input.isDefault === true
  if (isDefault && before.status === 'inactive') throw raise(productIsDefault, {})
  if (isDefault && !before.is_default) await clearDefaultProduct(ctx.tx)
  const after = await updateProduct(ctx.tx, {
    id: before.id,
    name: input.name ?? before.name,
    isDefault,
    status: before.status,
  })
  auditProduct(ctx, before, after)
  return toProduct(after)
}

export async function setProductStatus(
  ctx: CommandCtx,
  id: string,
  status: ProductRow['status'],
): Promise<Product> {
  const before = await lockKnownProduct(ctx, id)
  if (before.status === status) {
    auditProduct(ctx, before, before)
    return toProduct(before)
  }
  if (status === 'inactive') await assertMayLeave(ctx, before)
  const after = await updateProduct(ctx.tx, { id, name: before.name, isDefault: before.is_default, status })
  auditProduct(ctx, before, after)
  return toProduct(after)
}

async function assertMayLeave(ctx: CommandCtx, product: ProductRow): Promise<void> {
  if (product.is_default) throw raise(productIsDefault, {})
  const left = (await stockOfProduct(ctx.tx, product.id)).find((account) => !isStockless(account))
  if (left) throw raise(productNotEmpty, { balanceLitres: litresLeft(left) })
}

async function lockKnownProduct(ctx: CommandCtx, id: string): Promise<ProductRow> {
  const row = await lockProduct(ctx.tx, id)
  if (!row) throw raise(productNotFound, {})
  return row
}

function auditProduct(ctx: CommandCtx, before: ProductRow | null, after: ProductRow): void {
  ctx.audit({ type: 'fuel.product', id: after.id }, before && { ...before }, { ...after })
}

function toProduct(row: ProductRow): Product {
  const { id, code, name, unit, is_default: isDefault, status, version } = row
  return { id, code, name, unit, isDefault, status, version }
}
