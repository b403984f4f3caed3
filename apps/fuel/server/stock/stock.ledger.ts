import { type DecimalText, isProblem, type Problem, raise } from '@lumbung/contract'
import type { ReadTx, Tx } from '@lumbung/kernel'
import {
  type Balance,
  findBalances,
  type Measured,
  type NewMeasurement,
  type NewMovement,
  type Posted,
  postMovement,
  type Refusal,
  type Reversal,
  recordMeasurement,
  reverseMovement,
} from '@lumbung/ledger'
import { insufficient, movementUnknown } from '@lumbung/ledger/contract'
import Big from 'big.js'
import { entryNotFound, stockInsufficient } from '../../contract/problems.ts'
import { litresOf } from './stock.rules.ts'

/** The ledger in the words of fuel: a site is a place, a product an item, and a shortage is in litres. */
export async function postStock(tx: Tx, movement: NewMovement): Promise<Posted> {
  return await inLitres(postMovement(tx, movement))
}

export async function reverseStock(tx: Tx, reversal: Reversal): Promise<Posted> {
  return await inLitres(reverseMovement(tx, reversal))
}

export async function measureStock(tx: Tx, measurement: NewMeasurement): Promise<Measured> {
  return await inLitres(recordMeasurement(tx, measurement))
}

async function inLitres<T>(posting: Promise<T>): Promise<T> {
  try {
    return await posting
  } catch (error) {
    if (isProblem(error, insufficient)) {
      const { requested, available } = error.params as { requested: number; available: number }
      throw raise(
        stockInsufficient,
        { requestedLitres: requested, availableLitres: available },
        { cause: error },
      )
    }
    if (isProblem(error, movementUnknown)) throw raise(entryNotFound, {}, { cause: error })
    throw error
  }
}

/** A refusal of the ledger in the words of fuel. */
export function refusalInLitres({ type, params }: Refusal): Problem {
  if (type.code !== insufficient.code) return raise(type, params)
  const { requested, available } = params as { requested: number; available: number }
  return raise(stockInsufficient, { requestedLitres: requested, availableLitres: available })
}

export interface StockOf {
  siteId: string
  productId: string
  balanceLitres: DecimalText
}

/** What a site holds of each product it ever had. */
export async function stockOfSite(tx: ReadTx, siteId: string): Promise<StockOf[]> {
  return (await findBalances(tx, { placeIds: [siteId] })).map(toStockOf)
}

/** What each site holds of a product. */
export async function stockOfProduct(tx: ReadTx, productId: string): Promise<StockOf[]> {
  return (await findBalances(tx, { itemIds: [productId] })).map(toStockOf)
}

export function isStockless(stock: StockOf): boolean {
  return Big(stock.balanceLitres).eq(0)
}

/** The litres that are left, for a sentence. */
export function litresLeft(stock: StockOf): number {
  return litresOf(stock.balanceLitres)
}

function toStockOf(balance: Balance): StockOf {
  return { siteId: balance.placeId, productId: balance.itemId, balanceLitres: balance.onHand }
}
