import type { DecimalText } from '@lumbung/contract'
import { allOf, type ReadTx, type Sql, sql } from '@lumbung/kernel'
import type { AccountFilter, Balance } from './reading.types.ts'

interface BalanceRow extends Omit<Balance, 'movements'> {
  movements: string
}

/** The accounts of these items and places (all without either), ordered by item and place; a part left out does not narrow. */
export async function findBalances(
  tx: ReadTx,
  filter: { itemIds?: readonly string[] | undefined; placeIds?: readonly string[] | undefined } = {},
): Promise<Balance[]> {
  const rows = await tx.rows<BalanceRow>(
    sql`${balances()} AND ${accountsOf(filter)} ORDER BY a.item_id, a.place_id`,
  )
  return rows.map(balanceOf)
}

/** The account of an item at a place, or undefined before its first movement. */
export async function findAccount(tx: ReadTx, itemId: string, placeId: string): Promise<Balance | undefined> {
  const row = await tx.maybe<BalanceRow>(
    sql`${balances()} AND a.item_id = ${itemId} AND a.place_id = ${placeId}`,
  )
  return row && balanceOf(row)
}

/**
 * A condition for another app's statement: the account of one of these items at the place holds less than the level, or
 * nothing. All
 * three are expressions of that statement, `items` a query of ids. A place is looked up by its index.
 */
export function holdsLess({ place, level, items }: { place: Sql; level: Sql; items: Sql }): Sql {
  return sql`EXISTS (
    SELECT FROM ledger.account AS a
    WHERE a.tenant_id = kernel.current_tenant() AND a.place_id = ${place}
      AND (a.on_hand < ${level} OR a.on_hand = 0)
      AND a.item_id IN (${items}))`
}

/** Whether some posting after this movement left at least so much, in the order of posting. */
export async function heldAtLeastSince(
  tx: ReadTx,
  movementId: string,
  quantity: DecimalText,
): Promise<boolean> {
  const { held } = await tx.one<{ held: boolean }>(sql`
    SELECT EXISTS (
      SELECT FROM ledger.movement AS m JOIN ledger.movement AS later
        ON later.tenant_id = m.tenant_id AND later.account_id = m.account_id AND later.seq > m.seq
      WHERE m.tenant_id = kernel.current_tenant() AND m.id = ${movementId} AND later.balance_after >= ${quantity}::numeric
    ) AS held`)
  return held
}

function balances(): Sql {
  return sql`
    SELECT a.id AS "accountId", a.item_id AS "itemId", a.place_id AS "placeId", a.on_hand AS "onHand", a.reserved,
           a.quarantine, a.on_hand - a.reserved - a.quarantine AS available, a.seq AS movements,
           a.last_occurred_at AS "lastOccurredAt"
    FROM ledger.account AS a
    WHERE a.tenant_id = kernel.current_tenant()`
}

function balanceOf(row: BalanceRow): Balance {
  return { ...row, movements: Number(row.movements) }
}

/** Conditions on `ledger.account AS a`. */
export function accountsOf({ accountIds, itemIds, placeIds, accounts }: AccountFilter): Sql {
  return allOf([
    accountIds && sql`a.id = ANY(${accountIds}::uuid[])`,
    itemIds && sql`a.item_id = ANY(${itemIds}::uuid[])`,
    placeIds && sql`a.place_id = ANY(${placeIds}::uuid[])`,
    accounts,
  ])
}
