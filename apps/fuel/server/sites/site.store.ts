import { allOf, containsPattern, join, type Order, type ReadTx, sorting, sql, type Tx } from '@lumbung/kernel'

export interface SiteRow {
  id: string
  code: string
  name: string
  zone: string
  low_stock_threshold_litres: string
  status: 'active' | 'inactive'
  note: string | null
  owner: string | null
  latitude: string | null
  longitude: string | null
  version: number
}

export interface CapacityRow {
  site_id: string
  product_id: string
  product_code: string
  product_name: string
  capacity_litres: string
  tanks: number | null
}

const SITE_COLUMNS = sql`id, code, name, zone, low_stock_threshold_litres, status, note, owner, latitude, longitude, version`

export async function findSite(tx: ReadTx, id: string): Promise<SiteRow | undefined> {
  return await tx.maybe<SiteRow>(sql`
    SELECT ${SITE_COLUMNS} FROM fuel.site WHERE tenant_id = kernel.current_tenant() AND id = ${id}`)
}

export async function lockSite(tx: Tx, id: string): Promise<SiteRow | undefined> {
  return await tx.maybe<SiteRow>(sql`
    SELECT ${SITE_COLUMNS} FROM fuel.site
    WHERE tenant_id = kernel.current_tenant() AND id = ${id} FOR NO KEY UPDATE`)
}

export async function findSiteByCode(tx: ReadTx, code: string): Promise<SiteRow | undefined> {
  return await tx.maybe<SiteRow>(sql`
    SELECT ${SITE_COLUMNS} FROM fuel.site WHERE tenant_id = kernel.current_tenant() AND code = ${code}`)
}

export async function findSitesByCodes(tx: ReadTx, codes: readonly string[]): Promise<{ code: string }[]> {
  return await tx.rows<{ code: string }>(sql`
    SELECT code FROM fuel.site
    WHERE tenant_id = kernel.current_tenant() AND code = ANY (${codes as string[]}::text[])`)
}

export async function findSitesByIds(tx: ReadTx, ids: readonly string[]): Promise<SiteRow[]> {
  return await tx.rows<SiteRow>(sql`
    SELECT ${SITE_COLUMNS} FROM fuel.site
    WHERE tenant_id = kernel.current_tenant() AND id = ANY (${ids as string[]}::uuid[]) ORDER BY code`)
}

export interface SiteFilter {
  status?: 'active' | 'inactive' | undefined
  search?: string | undefined
  code?: string | undefined
  /** Null: every site of the tenant. */
  siteIds: readonly string[] | null
}

/** Going through the sites by their codes. */
export interface SiteWalk extends SiteFilter {
  after?: string | undefined
  offset: number
  limit: number
}

const BY_CODE = { sql: sql`code`, type: 'text', valueOf: (site: SiteRow) => site.code } as const

export const siteOrder = sorting<SiteRow, 'code' | 'name' | 'lowStockThresholdLitres'>('code', {
  code: [BY_CODE],
  name: [{ sql: sql`name`, type: 'text', ignoresCase: true, valueOf: (site) => site.name }, BY_CODE],
  lowStockThresholdLitres: [
    {
      sql: sql`low_stock_threshold_litres`,
      type: 'numeric',
      valueOf: (site) => site.low_stock_threshold_litres,
    },
    BY_CODE,
  ],
})

/** Sites by code; one more than `limit`, so that the caller knows whether there is a next page. */
export async function listSites(tx: ReadTx, walk: SiteWalk): Promise<SiteRow[]> {
  const { after, offset, limit, ...filter } = walk
  return await tx.rows<SiteRow>(sql`
    SELECT ${SITE_COLUMNS} FROM fuel.site
    WHERE ${allOf([sitesOf(filter), after !== undefined && sql`code > ${after}`])}
    ORDER BY code OFFSET ${offset} LIMIT ${limit + 1}`)
}

/** A page in an order of the caller's choice; one more than its limit. */
export async function pageOfSites(tx: ReadTx, filter: SiteFilter, order: Order<SiteRow>): Promise<SiteRow[]> {
  return await tx.rows<SiteRow>(sql`
    SELECT ${SITE_COLUMNS} FROM fuel.site
    WHERE ${allOf([sitesOf(filter), order.after])} ${order.page}`)
}

function sitesOf({ status, siteIds, code, search }: SiteFilter) {
  const pattern = search === undefined ? '' : containsPattern(search)
  return allOf([
    sql`tenant_id = kernel.current_tenant()`,
    status !== undefined && sql`status = ${status}`,
    siteIds !== null && sql`id = ANY (${siteIds as string[]}::uuid[])`,
    code !== undefined && sql`code = ${code}`,
    search !== undefined && sql`(code ILIKE ${pattern} OR name ILIKE ${pattern})`,
  ])
}

/** For choosing a scope: active and inactive alike, since an assignment may outlive a site. */
export async function searchSites(
  tx: ReadTx,
  text: string,
  limit: number,
): Promise<{ id: string; name: string }[]> {
  const pattern = containsPattern(text)
  return await tx.rows<{ id: string; name: string }>(sql`
    SELECT id, code || ' · ' || name AS name FROM fuel.site
    WHERE tenant_id = kernel.current_tenant() AND (code ILIKE ${pattern} OR name ILIKE ${pattern})
    ORDER BY code LIMIT ${limit}`)
}

export interface NewSite {
  id: string
  code: string
  name: string
  zone: string
  lowStockThresholdLitres: string
  note: string | null
  owner: string | null
  latitude: number | null
  longitude: number | null
}

export async function insertSite(tx: Tx, site: NewSite): Promise<SiteRow> {
  return await tx.one<SiteRow>(sql`
    INSERT INTO fuel.site (id, code, name, zone, low_stock_threshold_litres, note, owner, latitude, longitude)
    VALUES (${site.id}, ${site.code}, ${site.name}, ${site.zone}, ${site.lowStockThresholdLitres}, ${site.note},
            ${site.owner}, ${site.latitude}, ${site.longitude})
    RETURNING ${SITE_COLUMNS}`)
}

/** Writes every changeable field; the caller holds the row's lock and has filled in what stays. */
export async function updateSite(tx: Tx, site: Omit<NewSite, 'code'>): Promise<SiteRow> {
  return await tx.one<SiteRow>(sql`
    UPDATE fuel.site SET name = ${site.name}, zone = ${site.zone},
      low_stock_threshold_litres = ${site.lowStockThresholdLitres}, note = ${site.note}, owner = ${site.owner},
      latitude = ${site.latitude}, longitude = ${site.longitude}, version = version + 1
    WHERE tenant_id = kernel.current_tenant() AND id = ${site.id}
    RETURNING ${SITE_COLUMNS}`)
}

export async function updateSiteStatus(tx: Tx, id: string, status: SiteRow['status']): Promise<SiteRow> {
  return await tx.one<SiteRow>(sql`
    UPDATE fuel.site SET status = ${status}, version = version + 1
    WHERE tenant_id = kernel.current_tenant() AND id = ${id}
    RETURNING ${SITE_COLUMNS}`)
}

/** A change of what belongs to the site is a change of the site. */
export async function touchSite(tx: Tx, id: string): Promise<SiteRow> {
  return await tx.one<SiteRow>(sql`
    UPDATE fuel.site SET version = version + 1
    WHERE tenant_id = kernel.current_tenant() AND id = ${id}
    RETURNING ${SITE_COLUMNS}`)
}

export async function findCapacities(tx: ReadTx, siteIds: readonly string[]): Promise<CapacityRow[]> {
  return await tx.rows<CapacityRow>(sql`
    SELECT capacity.site_id, capacity.product_id, product.code AS product_code, product.name AS product_name,
           capacity.capacity_litres, capacity.tanks
    FROM fuel.site_capacity AS capacity
    JOIN fuel.product ON product.tenant_id = capacity.tenant_id AND product.id = capacity.product_id
    WHERE capacity.tenant_id = kernel.current_tenant() AND capacity.site_id = ANY (${siteIds as string[]}::uuid[])
    ORDER BY capacity.site_id, product.code`)
}

export interface NewCapacity {
  productId: string
  capacityLitres: string
  tanks: number | null
}

export async function deleteCapacities(tx: Tx, siteId: string): Promise<void> {
  await tx.run(
    sql`DELETE FROM fuel.site_capacity WHERE tenant_id = kernel.current_tenant() AND site_id = ${siteId}`,
  )
}

export async function upsertCapacities(
  tx: Tx,
  siteId: string,
  capacities: readonly NewCapacity[],
): Promise<void> {
  if (capacities.length === 0) return
  const rows = capacities.map(
    (capacity) => sql`(${siteId}, ${capacity.productId}, ${capacity.capacityLitres}, ${capacity.tanks})`,
  )
  await tx.run(sql`
    INSERT INTO fuel.site_capacity (site_id, product_id, capacity_litres, tanks) VALUES ${join(rows)}
    ON CONFLICT ON CONSTRAINT site_capacity_pk
    DO UPDATE SET capacity_litres = excluded.capacity_litres, tanks = excluded.tanks`)
}
