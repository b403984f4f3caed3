import { allOf, type Order, type ReadTx, sorting, sql, type Tx } from '@lumbung/kernel'

export interface ProductRow {
  id: string
  code: string
  name: string
  unit: 'litre'
  is_default: boolean
  status: 'active' | 'inactive'
  version: number
}

const PRODUCT_COLUMNS = sql`id, code, name, unit, is_default, status, version`

const BY_CODE = { sql: sql`code`, type: 'text', valueOf: (product: ProductRow) => product.code } as const

/** Usually the default first, then by code. */
export const productOrder = sorting<ProductRow, 'usual' | 'code' | 'name'>('usual', {
  usual: [
    { sql: sql`NOT is_default`, type: 'boolean', valueOf: (product) => String(!product.is_default) },
    BY_CODE,
  ],
  code: [BY_CODE],
  name: [{ sql: sql`name`, type: 'text', ignoresCase: true, valueOf: (product) => product.name }, BY_CODE],
})

/** One more than the page, so that the caller knows whether there is a next one. */
export async function listProducts(
  tx: ReadTx,
  filter: { status?: ProductRow['status'] | undefined },
  order: Order<ProductRow>,
): Promise<ProductRow[]> {
  return await tx.rows<ProductRow>(sql`
    SELECT ${PRODUCT_COLUMNS} FROM fuel.product
    WHERE ${allOf([
      sql`tenant_id = kernel.current_tenant()`,
      filter.status !== undefined && sql`status = ${filter.status}`,
      order.after,
    ])}
    ${order.page}`)
}

/** Far more kinds of fuel than a tenant has. */
const MOST_PRODUCTS = 200

/** Active and inactive alike: reports tell of both. */
export async function findAllProducts(tx: ReadTx): Promise<ProductRow[]> {
  return await listProducts(tx, {}, productOrder({ limit: MOST_PRODUCTS }))
}

export async function lockProduct(tx: Tx, id: string): Promise<ProductRow | undefined> {
  return await tx.maybe<ProductRow>(sql`
    SELECT ${PRODUCT_COLUMNS} FROM fuel.product
    WHERE tenant_id = kernel.current_tenant() AND id = ${id} FOR NO KEY UPDATE`)
}

export async function findProductsByIds(tx: ReadTx, ids: readonly string[]): Promise<ProductRow[]> {
  return await tx.rows<ProductRow>(sql`
    SELECT ${PRODUCT_COLUMNS} FROM fuel.product
    WHERE tenant_id = kernel.current_tenant() AND id = ANY (${ids as string[]}::uuid[]) ORDER BY code`)
}

export async function findProductByCode(tx: ReadTx, code: string): Promise<ProductRow | undefined> {
  return await tx.maybe<ProductRow>(sql`
    SELECT ${PRODUCT_COLUMNS} FROM fuel.product WHERE tenant_id = kernel.current_tenant() AND code = ${code}`)
}

export async function findProductsByCodes(tx: ReadTx, codes: readonly string[]): Promise<{ code: string }[]> {
  return await tx.rows<{ code: string }>(sql`
    SELECT code FROM fuel.product
    WHERE tenant_id = kernel.current_tenant() AND code = ANY (${codes as string[]}::text[])`)
}

/** The product that a request without one means. Every tenant has exactly one, made when it gets the app. */
export async function findDefaultProduct(tx: ReadTx): Promise<ProductRow | undefined> {
  return await tx.maybe<ProductRow>(sql`
    SELECT ${PRODUCT_COLUMNS} FROM fuel.product WHERE tenant_id = kernel.current_tenant() AND is_default`)
}

export async function insertProduct(
  tx: Tx,
  product: { id: string; code: string; name: string },
): Promise<ProductRow> {
  return await tx.one<ProductRow>(sql`
    INSERT INTO fuel.product (id, code, name) VALUES (${product.id}, ${product.code}, ${product.name})
    RETURNING ${PRODUCT_COLUMNS}`)
}

/** The first product of a tenant, unless it has one already. */
export async function insertFirstProduct(
  tx: Tx,
  product: { id: string; code: string; name: string },
): Promise<void> {
  await tx.run(sql`
    INSERT INTO fuel.product (id, code, name, is_default)
    SELECT ${product.id}, ${product.code}, ${product.name}, true
    WHERE NOT EXISTS (SELECT FROM fuel.product WHERE tenant_id = kernel.current_tenant())`)
}

export async function updateProduct(
  tx: Tx,
  product: { id: string; name: string; isDefault: boolean; status: ProductRow['status'] },
): Promise<ProductRow> {
  return await tx.one<ProductRow>(sql`
    UPDATE fuel.product
    SET name = ${product.name}, is_default = ${product.isDefault}, status = ${product.status}, version = version + 1
    WHERE tenant_id = kernel.current_tenant() AND id = ${product.id}
    RETURNING ${PRODUCT_COLUMNS}`)
}

/** Takes the default away from whichever product has it, so that another can get it in the same transaction. */
export async function clearDefaultProduct(tx: Tx): Promise<void> {
  await tx.run(sql`
    UPDATE fuel.product SET is_default = false, version = version + 1
    WHERE tenant_id = kernel.current_tenant() AND is_default`)
}
