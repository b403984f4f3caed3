import { allOf, type Order, type ReadTx, sorting, sql, type Tx } from '@lumbung/kernel'
import { joinMeasurement } from '@lumbung/ledger'

export interface DipRow {
  id: string
  number: string
  site_id: string
  site_code: string
  site_name: string
  product_id: string
  product_code: string
  product_name: string
  measured_litres: string
  book_litres: string
  difference_litres: string
  tolerance_litres: string
  within_tolerance: boolean
  movement_id: string | null
  withdrawn: boolean
  measured_at: Date
  business_day: string
  zone: string
  note: string
  recorded_by: string
}

export interface NewDip {
  id: string
  number: string
  siteId: string
  productId: string
  measuredLitres: string
  bookLitres: string
  toleranceLitres: string
  movementId: string | null
  measuredAt: Date
  businessDay: string
  note: string
  recordedBy: string
  recordedAt: Date
}

export async function insertDip(tx: Tx, dip: NewDip): Promise<void> {
  await tx.run(sql`
    INSERT INTO fuel.dip (id, number, site_id, product_id, measured_litres, book_litres, tolerance_litres, movement_id,
                          measured_at, business_day, note, recorded_by, recorded_at)
    VALUES (${dip.id}, ${dip.number}, ${dip.siteId}, ${dip.productId}, ${dip.measuredLitres}, ${dip.bookLitres},
            ${dip.toleranceLitres}, ${dip.movementId}, ${dip.measuredAt}, ${dip.businessDay}::date, ${dip.note},
            ${dip.recordedBy}, ${dip.recordedAt})`)
}

export interface DipFilter {
  /** Null: every site. */
  siteIds: readonly string[] | null
  productIds: readonly string[]
  /** Business days of the site, both included. */
  startDate?: string | undefined
  endDate?: string | undefined
  withinTolerance?: boolean | undefined
}

const BY_ID = { sql: sql`dip.id`, type: 'uuid', valueOf: (dip: DipRow) => dip.id } as const

export const dipOrder = sorting<DipRow, 'measuredAt' | 'differenceLitres'>('-measuredAt', {
  measuredAt: [
    { sql: sql`dip.measured_at`, type: 'timestamptz', valueOf: (dip) => dip.measured_at.toISOString() },
    BY_ID,
  ],
  differenceLitres: [
    { sql: sql`measurement.found`, type: 'numeric', valueOf: (dip) => dip.difference_litres },
    BY_ID,
  ],
})

/** What a dip finds may change with every line that is entered before it later; the ledger keeps what it finds at present. */
const presentFindings = joinMeasurement(sql`dip.id`)
const isWithinTolerance = sql`abs(measurement.found) <= measurement.tolerance`

/** Newest measurement first where no other order is asked for; one more than the page. */
export async function listDips(tx: ReadTx, filter: DipFilter, order: Order<DipRow>): Promise<DipRow[]> {
  return await tx.rows<DipRow>(sql`
    SELECT dip.id, dip.number, dip.site_id, site.code AS site_code, site.name AS site_name, dip.product_id,
           product.code AS product_code, product.name AS product_name, dip.measured_litres,
           measurement.level - measurement.found AS book_litres, measurement.found AS difference_litres,
           measurement.tolerance AS tolerance_litres, ${isWithinTolerance} AS within_tolerance, measurement.movement_id,
           measurement.withdrawn_at IS NOT NULL AS withdrawn, dip.measured_at, dip.business_day::text AS business_day, site.zone, dip.note, dip.recorded_by
    FROM fuel.dip
    JOIN fuel.site ON site.tenant_id = dip.tenant_id AND site.id = dip.site_id
    JOIN fuel.product ON product.tenant_id = dip.tenant_id AND product.id = dip.product_id
    ${presentFindings}
    WHERE ${allOf([dipsOf(filter), order.after])} ${order.page}`)
}

export interface DipCountRow {
  site_id: string
  product_id: string
  dips: number
  out_of_tolerance: number
}

/** How often each site's product was measured, and how often beyond the tolerance; what was withdrawn does not count. */
export async function countDips(tx: ReadTx, filter: DipFilter & { limit: number }): Promise<DipCountRow[]> {
  return await tx.rows<DipCountRow>(sql`
    SELECT dip.site_id, dip.product_id, count(*)::int AS dips,
           count(*) FILTER (WHERE NOT ${isWithinTolerance})::int AS out_of_tolerance
    FROM fuel.dip
    JOIN fuel.site ON site.tenant_id = dip.tenant_id AND site.id = dip.site_id
    ${presentFindings}
    WHERE ${dipsOf(filter)} AND measurement.withdrawn_at IS NULL
    GROUP BY dip.site_id, dip.product_id, site.code ORDER BY site.code, dip.product_id LIMIT ${filter.limit}`)
}

function dipsOf(filter: DipFilter) {
  const { siteIds, productIds, startDate, endDate, withinTolerance } = filter
  return allOf([
    sql`dip.tenant_id = kernel.current_tenant()`,
    siteIds !== null && sql`dip.site_id = ANY (${siteIds as string[]}::uuid[])`,
    sql`dip.product_id = ANY (${productIds as string[]}::uuid[])`,
    startDate !== undefined && sql`dip.business_day >= ${startDate}::date`,
    endDate !== undefined && sql`dip.business_day <= ${endDate}::date`,
    withinTolerance !== undefined && sql`(${isWithinTolerance}) = ${withinTolerance}`,
  ])
}
