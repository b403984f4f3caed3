import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { createGunzip } from 'node:zlib'
import { readSheet, shownText } from '@lumbung/kernel'

/** Beside the checkout, where the sets are kept that may not be part of it. */
const DEFAULT_FOLDER = fileURLToPath(new URL('../../../../shared/data/', import.meta.url))

/** A data set's file in LUMBUNG_DATASETS or its default place; undefined where it is missing. */
export function findDataset(path: string, folder: string = DEFAULT_FOLDER): string | undefined {
  const file = join(folder, path)
  return existsSync(file) ? file : undefined
}

/** Each row of a CSV file (packed with gzip where its name says so) by its header's names. */
export async function* readDataset(path: string): AsyncGenerator<ReadonlyMap<string, string>> {
  if (!path.endsWith('.gz')) {
    yield* readTable(path)
    return
  }
  const folder = await mkdtemp(join(tmpdir(), 'lumbung-dataset-'))
  try {
    const unpacked = join(folder, basename(path, '.gz'))
    await pipeline(createReadStream(path), createGunzip(), createWriteStream(unpacked))
    yield* readTable(unpacked)
  } finally {
    await rm(folder, { recursive: true })
  }
}

async function* readTable(path: string): AsyncGenerator<ReadonlyMap<string, string>> {
  let headers: string[] | undefined
  for await (const row of readSheet({ path, name: basename(path) })) {
    const cells = row.cells.map(shownText)
    if (headers === undefined) headers = cells
    else yield new Map(headers.map((header, column) => [header, cells[column] ?? '']))
  }
}

/** The cell of a column that must be there: a file of another shape is refused, not read as empty. */
export function cell(row: ReadonlyMap<string, string>, column: string): string {
  const value = row.get(column)
  if (value === undefined) throw new Error(`the data set has no column "${column}"`)
  return value
}
