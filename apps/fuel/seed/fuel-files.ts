import type { DecimalText } from '@lumbung/contract'
import { createProduct, createSite, recordCapacity, recordDip, recordStockEntry } from '../contract/index.ts'
import type { ImportFile } from './import-file.ts'

export interface ProductRow {
  code: string
  name: string
}

export interface SiteRow {
  code: string
  name: string
  note?: string
  owner?: string
  latitude?: DecimalText
  longitude?: DecimalText
  lowStockThresholdLitres?: DecimalText
}

export interface CapacityRow {
  site: string
  product: string
  capacityLitres: DecimalText
  /** Left out where the source counts tanks of several products together. */
  tanks?: string
}

/** A line of a stock book. */
export interface MovementRow {
  /** `YYYY-MM-DD` or `YYYY-MM-DDTHH:mm` on the clock of the organisation. */
  date: string
  site: string
  product: string
  type: 'IN' | 'OUT'
  litres: DecimalText
  notes: string
}

export interface DipRow {
  date: string
  site: string
  product: string
  measuredLitres: DecimalText
  notes: string
}

type Rows<T> = () => Iterable<T>

export function productFile(name: string, rows: Rows<ProductRow>): ImportFile {
  return {
    operation: createProduct.id,
    name,
    columns: [
      { header: 'Kode', kind: 'text' },
      { header: 'Nama', kind: 'text' },
    ],
    rows: () => rowsOf(rows, ({ code, name }) => [code, name]),
  }
}

export function siteFile(name: string, rows: Rows<SiteRow>): ImportFile {
  return {
    operation: createSite.id,
    name,
    columns: [
      { header: 'Kode', kind: 'text' },
      { header: 'Nama', kind: 'text' },
      { header: 'Keterangan', kind: 'text' },
      { header: 'Pemilik', kind: 'text' },
      { header: 'Lintang', kind: 'number' },
      { header: 'Bujur', kind: 'number' },
      { header: 'Low Stock Threshold Litres', kind: 'number' },
    ],
    rows: () =>
      rowsOf(rows, (site) => [
        site.code,
        site.name,
        site.note ?? null,
        site.owner ?? null,
        site.latitude ?? null,
        site.longitude ?? null,
        site.lowStockThresholdLitres ?? null,
      ]),
  }
}

export function capacityFile(name: string, rows: Rows<CapacityRow>): ImportFile {
  return {
    operation: recordCapacity.id,
    name,
    columns: [
      { header: 'Lokasi', kind: 'text' },
      { header: 'Produk', kind: 'text' },
      { header: 'Kapasitas Liter', kind: 'number' },
      { header: 'Tangki', kind: 'number' },
    ],
    rows: () => rowsOf(rows, (row) => [row.site, row.product, row.capacityLitres, row.tanks ?? null]),
  }
}

export function movementFile(name: string, rows: Rows<MovementRow>): ImportFile {
  return {
    operation: recordStockEntry.id,
    name,
    columns: [
      { header: 'Tanggal', kind: 'text' },
      { header: 'Lokasi', kind: 'text' },
      { header: 'Produk', kind: 'text' },
      { header: 'Jenis', kind: 'text' },
      { header: 'Jumlah (Liter)', kind: 'number' },
      { header: 'Keterangan', kind: 'text' },
    ],
    rows: () => rowsOf(rows, (row) => [row.date, row.site, row.product, row.type, row.litres, row.notes]),
  }
}

export function dipFile(name: string, rows: Rows<DipRow>): ImportFile {
  return {
    operation: recordDip.id,
    name,
    columns: [
      { header: 'Measured At', kind: 'text' },
      { header: 'Lokasi', kind: 'text' },
      { header: 'Produk', kind: 'text' },
      { header: 'Measured Litres', kind: 'number' },
      { header: 'Keterangan', kind: 'text' },
    ],
    rows: () => rowsOf(rows, (row) => [row.date, row.site, row.product, row.measuredLitres, row.notes]),
  }
}

function* rowsOf<T>(rows: Rows<T>, toCells: (row: T) => (string | null)[]): Generator<(string | null)[]> {
  for (const row of rows()) yield toCells(row)
}
