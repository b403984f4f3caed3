import { addDays } from '@lumbung/contract'
import { allOf, containsPattern, type Sql, sql } from '@lumbung/kernel'
import {
  countOfAccounts,
  type Flow,
  type MovementDbRow,
  type MovementFilter,
  type MovementOrder,
  type MovementPosition,
  movementPage,
} from '@lumbung/ledger'
import { membersNamed } from '../people.store.ts'

export interface HistoryWish {
  /** Code of the one site; without it every site within the reach. */
  location?: string | undefined
  /** Code of the one product. */
  product?: string | undefined
  /** Null: every site of the tenant. */
  siteIds: readonly string[] | null
  flows?: readonly Flow[] | undefined
  userId?: string | undefined
  search?: string | undefined
  /** Days at the site, or in `tenantZone` where the page is about several. */
  startDate?: string | undefined
  endDate?: string | undefined
  tenantZone: string
  limit: number
  skip: number
  order: MovementOrder
  cursor: MovementPosition | null
  /** Whether the number of all movements of these accounts is wanted. */
  counted: boolean
}

/** A movement with the names of what it is about; without a movement where the page is empty. */
export interface HistoryRow extends MovementDbRow {
  siteKnown: boolean
  productKnown: boolean
  total: string | null
  siteCode: string
  siteName: string
  zone: string
  productCode: string
  productName: string
  userName: string | null
}

/**
 * A page of the stock book with all its names, in one statement: a request waits for round trips, not for rows. An empty
 * page is one row without a movement, so that an unknown site is told from an empty book.
 */
export function historyPage(wish: HistoryWish): Sql {
  const scope = { site: sql`site`, product: sql`product` }
  const direction = wish.order === 'oldest' ? sql`ASC` : sql`DESC`
  return sql`
    WITH site AS MATERIALIZED (${oneSite(wish)}), product AS MATERIALIZED (${products(wish)}), movement AS MATERIALIZED (
      ${movementPage({ ...filterOf(wish, scope), limit: wish.limit, skip: wish.skip, order: wish.order, cursor: wish.cursor })}
    ), person AS MATERIALIZED (
      SELECT user_id, name FROM kernel.member
      WHERE tenant_id = kernel.current_tenant() AND user_id IN (SELECT DISTINCT "actorId" FROM movement)
    )
    SELECT asked.*, movement.*, place.code AS "siteCode", place.name AS "siteName", place.zone,
           product.code AS "productCode", product.name AS "productName", person.name AS "userName"
    FROM (
      SELECT EXISTS (SELECT FROM site) AS "siteKnown", EXISTS (SELECT FROM product) AS "productKnown",
             ${wish.counted ? sql`(${countOfAccounts({ accounts: accountsOf(wish, scope) })})` : sql`NULL::text`} AS total
    ) AS asked
    LEFT JOIN movement ON TRUE
    LEFT JOIN fuel.site AS place ON place.tenant_id = kernel.current_tenant() AND place.id = movement."placeId"
    LEFT JOIN product ON product.id = movement."itemId"
    LEFT JOIN person ON person.user_id = movement."actorId"
    ORDER BY movement."occurredAt" ${direction}, movement."accountId" ${direction}, movement.seq ${direction}`
}

/** What the page is cut from, as a filter that stands by itself. */
export function historyFilter(wish: HistoryWish): MovementFilter {
  return filterOf(wish, {
    site: sql`(${oneSite(wish)}) AS site`,
    product: sql`(${products(wish)}) AS product`,
  })
}

/** Where a statement finds the one site and the products: tables of the FROM list. */
interface Scope {
  site: Sql
  product: Sql
}

function filterOf(wish: HistoryWish, scope: Scope): MovementFilter {
  const { startDate, endDate, search } = wish
  const startOf = (day: string) =>
    sql`(${day}::date::timestamp AT TIME ZONE coalesce((SELECT zone FROM ${scope.site}), ${wish.tenantZone}))`
  return {
    accounts: accountsOf(wish, scope),
    flows: wish.flows,
    actorId: wish.userId,
    from: startDate === undefined ? undefined : startOf(startDate),
    to: endDate === undefined ? undefined : startOf(addDays(endDate, 1)),
    text: search,
    orActorIds: search === undefined ? undefined : membersNamed(containsPattern(search)),
  }
}

/** The products are always named: the ledger keeps other apps' items too. */
function accountsOf(wish: HistoryWish, { site, product }: Scope): Sql {
  return allOf([
    sql`a.item_id = ANY (ARRAY(SELECT id FROM ${product}))`,
    isAboutOne(wish)
      ? sql`a.place_id = (SELECT id FROM ${site})`
      : wish.siteIds !== null && sql`a.place_id = ANY (${wish.siteIds as string[]}::uuid[])`,
  ])
}

function isAboutOne({ location, siteIds }: HistoryWish): boolean {
  return location !== undefined || siteIds?.length === 1
}

/** The one site that the page is about, if it is about one and within the reach. */
function oneSite(wish: HistoryWish): Sql {
  const { location, siteIds } = wish
  return sql`
    SELECT id, zone FROM fuel.site
    WHERE ${allOf([
      sql`tenant_id = kernel.current_tenant()`,
      isAboutOne(wish) ? undefined : sql`FALSE`,
      location !== undefined && sql`code = ${location}`,
      siteIds !== null && sql`id = ANY (${siteIds as string[]}::uuid[])`,
    ])}`
}

function products({ product }: HistoryWish): Sql {
  return sql`
    SELECT id, code, name FROM fuel.product
    WHERE tenant_id = kernel.current_tenant() AND ${product === undefined ? sql`TRUE` : sql`code = ${product}`}`
}
