import { type InputOf, localTime, raise, zoneOfRecord } from '@lumbung/contract'
import { exportName, type FileAnswer, type QueryCtx, type SheetWriter, sheetFile } from '@lumbung/kernel'
import {
  type Balance,
  countMovements,
  findBalances,
  type MovementFilter,
  streamMovements,
} from '@lumbung/ledger'
import Big from 'big.js'
import { exportTooLarge } from '../../contract/problems.ts'
import { exportStockHistory } from '../../contract/reports.ts'
import { assertOrdered } from '../day-range.rules.ts'
import { findNames } from '../people.store.ts'
import type { ProductRow } from '../products/product.store.ts'
import { listSites, type SiteRow } from '../sites/site.store.ts'
import {
  EXPORT_TITLES,
  EXPORT_WORDS,
  exportCells,
  exportColumns,
  exportTitle,
  FlowTotals,
} from './export.rules.ts'
import { movementFilter } from './history.service.ts'
import { type ReportScope, scopeOf } from './scope.service.ts'

/** A worksheet has 1,048,576 rows; the rest is for titles and subtotals. */
const MOST_XLSX_ROWS = 1_000_000
const SITES_AT_ONCE = 200

/** The book as a file, streamed: memory does not grow with it. What can be refused is refused before the first byte. */
export async function exportHistory(
  ctx: QueryCtx,
  input: InputOf<typeof exportStockHistory>,
): Promise<FileAnswer> {
  assertOrdered(input.startDate, input.endDate)
  const scope = await scopeOf(ctx, input)
  const filter = movementFilter(scope, input)
  if (input.format === 'xlsx') await assertFits(ctx, scope, filter)
  const held = new Set((await findBalances(ctx.tx, placesAndItems(scope))).map(({ itemId }) => itemId))
  const words = EXPORT_WORDS[ctx.locale]
  const showsProduct = held.size > 1
  const columns = exportColumns(words, showsProduct)
  const file = {
    name: exportName({ summary: EXPORT_TITLES, input: exportStockHistory.input }, input, ctx),
    format: input.format,
    locale: ctx.locale,
    sheetName: words.title,
    title: exportTitle(words, input, ctx.now, scope.zone),
    columns,
  }
  return sheetFile(file, async (sheet) => {
    await new BookWriter(ctx, sheet, words, showsProduct).writeAll(scope, filter)
  })
}

/** A sheet that would be cut is refused; the sum over the accounts decides nearly always, without counting. */
async function assertFits(ctx: QueryCtx, scope: ReportScope, filter: MovementFilter): Promise<void> {
  const most = await countMovements(ctx.tx, placesAndItems(scope))
  if (most.total <= MOST_XLSX_ROWS) return
  const { total } = await countMovements(ctx.tx, filter)
  if (total > MOST_XLSX_ROWS) throw raise(exportTooLarge, { maximumRows: MOST_XLSX_ROWS, rows: total })
}

function placesAndItems(scope: ReportScope) {
  return { placeIds: scope.siteIds ?? undefined, itemIds: scope.products.map((product) => product.id) }
}

/** Writes book after book: each site by its code, each of its products, line by line with the subtotals. */
class BookWriter {
  readonly #ctx: QueryCtx
  readonly #sheet: SheetWriter
  readonly #words: (typeof EXPORT_WORDS)['id' | 'en']
  readonly #showsProduct: boolean
  readonly #names = new Map<string, string>()
  readonly #total = new FlowTotals()
  #lines = 0

  constructor(
    ctx: QueryCtx,
    sheet: SheetWriter,
    words: (typeof EXPORT_WORDS)['id' | 'en'],
    showsProduct: boolean,
  ) {
    this.#ctx = ctx
    this.#sheet = sheet
    this.#words = words
    this.#showsProduct = showsProduct
  }

  async writeAll(scope: ReportScope, filter: MovementFilter): Promise<void> {
    const { tx } = this.#ctx
    let after: string | undefined
    while (true) {
      const found = await listSites(tx, { siteIds: scope.siteIds, after, offset: 0, limit: SITES_AT_ONCE })
      const sites = found.slice(0, SITES_AT_ONCE)
      const placeIds = sites.map((site) => site.id)
      const balances = await findBalances(tx, { placeIds, itemIds: filter.itemIds })
      for (const site of sites) await this.#writeSite(site, scope.products, balances, filter)
      after = sites.at(-1)?.code
      if (found.length <= SITES_AT_ONCE) break
    }
    await this.#writeTotals(this.#total, this.#words.total, '', 'total')
  }

  async #writeSite(
    site: SiteRow,
    products: readonly ProductRow[],
    balances: readonly Balance[],
    filter: MovementFilter,
  ): Promise<void> {
    for (const product of products) {
      const account = balances.find(({ placeId, itemId }) => placeId === site.id && itemId === product.id)
      if (!account) continue
      const totals = await this.#writeAccount(site, product, { ...filter, accountIds: [account.accountId] })
      if (!totals) continue
      await this.#writeTotals(totals, `${this.#words.subtotal} ${site.name}`, product.name, 'subtotal')
      this.#total.addAll(totals)
    }
  }

  async #writeAccount(
    site: SiteRow,
    product: ProductRow,
    filter: MovementFilter,
  ): Promise<FlowTotals | undefined> {
    const totals = new FlowTotals()
    const before = this.#lines
    for await (const rows of streamMovements(this.#ctx.tx, { ...filter, order: 'account' })) {
      await this.#learnNames(rows.flatMap((row) => row.actorId ?? []))
      for (const row of rows) {
        this.#lines += 1
        // The sign that the screen shows: what went out takes away, and so does its sum.
        const amount = Big(row.delta)
        totals.add(row.flow, amount.toFixed())
        const line = {
          number: this.#lines,
          date: localTime(row.occurredAt, zoneOfRecord(site, this.#ctx.tenant.zone)),
          type: this.#words[row.flow],
          location: site.name,
          product: product.name,
          amount: amount.toFixed(2),
          balance: Big(row.runningBalance).toFixed(2),
          user: this.#names.get(row.actorId ?? '') ?? '',
          notes: row.note ?? '',
        }
        await this.#sheet.write(exportCells(line, this.#showsProduct))
      }
    }
    return this.#lines === before ? undefined : totals
  }

  async #writeTotals(
    totals: FlowTotals,
    label: string,
    product: string,
    style: 'subtotal' | 'total',
  ): Promise<void> {
    for (const { flow, sum } of totals.lines()) {
      const empty = { number: null, date: null, balance: null, user: null, notes: null }
      const line = { ...empty, type: this.#words[flow], location: label, product, amount: sum }
      await this.#sheet.write(exportCells(line, this.#showsProduct), style)
    }
  }

  async #learnNames(userIds: readonly string[]): Promise<void> {
    const unknown = [...new Set(userIds)].filter((id) => !this.#names.has(id))
    if (unknown.length === 0) return
    for (const [id, name] of await findNames(this.#ctx.tx, unknown)) this.#names.set(id, name)
    for (const id of unknown) if (!this.#names.has(id)) this.#names.set(id, '')
  }
}
