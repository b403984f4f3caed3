import { allOf, type ReadTx, sql, type Tx } from '@lumbung/kernel'

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

export interface ProductFilter {
  status?: ProductRow['status'] | undefined
  after?: { isDefault: boolean; code: string } | undefined
  offset: number
  limit: number
}

/** The default first, then by code; one more than `limit`, so that the caller knows whether there is a next page. */
export async function listProducts(tx: ReadTx, filter: ProductFilter): Promise<ProductRow[]> {
  const { status, after } = filter
  return await tx.rows<ProductRow>(sql`
    SELECT ${PRODUCT_COLUMNS} FROM fuel.product
    WHERE ${allOf([
      sql`tenant_id = kernel.current_tenant()`,
      status !== undefined && sql`status = ${status}`,
      after !== undefined && sql`(NOT is_default, code) > (${!after.isDefault}::boolean, ${after.code})`,
    ])}
    ORDER BY is_default DESC, code OFFSET ${filter.offset} LIMIT ${filter.limit + 1}`)
}

/** Far more kinds of fuel than a tenant has. */
const MOST_PRODUCTS = 200

/** Active and inactive alike: reports tell of both. */
export async function findAllProducts(tx: ReadTx): Promise<ProductRow[]> {
  return await listProducts(tx, { offset: 0, limit: MOST_PRODUCTS })
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
