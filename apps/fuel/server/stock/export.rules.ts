import { type Locale, localTime } from '@lumbung/contract'
import type { Column, SheetWriter } from '@lumbung/kernel'
import type { Flow } from '@lumbung/ledger'
import Big from 'big.js'

/** The words of the sheet, in the reader's language. */
export const EXPORT_WORDS = {
  id: {
    title: 'Riwayat stok BBM',
    number: 'No',
    date: 'Tanggal',
    type: 'Jenis catatan',
    location: 'Lokasi',
    product: 'Jenis BBM',
    amount: 'Jumlah (L)',
    balance: 'Saldo (L)',
    user: 'Pencatat',
    notes: 'Keterangan',
    in: 'Masuk',
    out: 'Keluar',
    adjusted: 'Koreksi',
    subtotal: 'Subtotal',
    total: 'Total',
    period: 'Periode',
    everything: 'semua tanggal',
    exportedAt: 'Diekspor',
  },
  en: {
    title: 'Fuel stock history',
    number: 'No',
    date: 'Date',
    type: 'Entry type',
    location: 'Location',
    product: 'Fuel product',
    amount: 'Amount (L)',
    balance: 'Balance (L)',
    user: 'Recorded by',
    notes: 'Notes',
    in: 'In',
    out: 'Out',
    adjusted: 'Adjustment',
    subtotal: 'Subtotal',
    total: 'Total',
    period: 'Period',
    everything: 'all dates',
    exportedAt: 'Exported',
  },
} as const

export const EXPORT_TITLES = { id: EXPORT_WORDS.id.title, en: EXPORT_WORDS.en.title }

export type ExportWords = (typeof EXPORT_WORDS)[Locale]

type Cells = Parameters<SheetWriter['write']>[0]

/** The columns people know from the paper; one for the product only where there is more than one. */
export function exportColumns(words: ExportWords, showsProduct: boolean): Column[] {
  const columns: (Column | false)[] = [
    { header: words.number, kind: 'number', width: 8, decimals: 0 },
    { header: words.date, kind: 'datetime', width: 20 },
    { header: words.type, kind: 'text', width: 12 },
    { header: words.location, kind: 'text', width: 24 },
    showsProduct && { header: words.product, kind: 'text', width: 16 },
    { header: words.amount, kind: 'number', width: 18, decimals: 2 },
    { header: words.balance, kind: 'number', width: 18, decimals: 2 },
    { header: words.user, kind: 'text', width: 24 },
    { header: words.notes, kind: 'text', width: 48 },
  ]
  return columns.filter((column) => column !== false)
}

export interface ExportLine {
  number: number | null
  date: string | null
  type: string
  location: string
  product: string
  amount: string
  balance: string | null
  user: string | null
  notes: string | null
}

export function exportCells(line: ExportLine, showsProduct: boolean): Cells {
  const { number, date, type, location, product, amount, balance, user, notes } = line
  const cells = [number, date, type, location, amount, balance, user, notes]
  return showsProduct ? cells.toSpliced(4, 0, product) : cells
}

export function exportTitle(
  words: ExportWords,
  range: { startDate?: string | undefined; endDate?: string | undefined },
  now: Date,
  zone: string,
): string[] {
  const { startDate, endDate } = range
  const period = startDate || endDate ? `${startDate ?? '…'} – ${endDate ?? '…'}` : words.everything
  const exportedAt = localTime(now, zone).replace('T', ' ').slice(0, 16)
  return [words.title, `${words.period}: ${period}`, `${words.exportedAt}: ${exportedAt} (${zone})`]
}

/** Sums of a book's lines by column, exact; only columns with lines are shown. */
export class FlowTotals {
  readonly #sums = new Map<Flow, Big>()

  add(flow: Flow, amount: string): void {
    this.#sums.set(flow, (this.#sums.get(flow) ?? Big(0)).plus(amount))
  }

  addAll(other: FlowTotals): void {
    for (const [flow, sum] of other.#sums) this.add(flow, sum.toFixed())
  }

  /** In and out always, corrections where there were any. */
  lines(): { flow: Flow; sum: string }[] {
    const shown: Flow[] = this.#sums.has('adjusted') ? ['in', 'out', 'adjusted'] : ['in', 'out']
    return shown.map((flow) => ({ flow, sum: (this.#sums.get(flow) ?? Big(0)).toFixed(2) }))
  }
}
