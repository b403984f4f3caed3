/**
 * What one file may cost. Every limit is checked while the file streams, before the memory it guards is
 * spent; none of them trusts a size that the file states about itself.
 */
export interface SpreadsheetLimits {
  /** Size of the file as uploaded. */
  maxBytes: number
  /** Rows below the first one, and as many blank ones, which are counted by themselves. */
  maxRows: number
  maxColumns: number
  /** UTF-16 units of one cell's text; what is longer is cut and marked. */
  maxCellLength: number
  /** Unpacked size of all parts of an XLSX together. */
  maxUnpackedBytes: number
  /** Unpacked ÷ packed size of one part, enforced on parts above {@link ratioFloorBytes}. */
  maxRatio: number
  /** Parts in the archive of an XLSX. */
  maxEntries: number
  /** Memory taken by the shared strings of an XLSX, the only part that cannot be streamed. */
  maxSharedStringBytes: number
  /** Computing time of the reading thread, so that a busy machine refuses nothing. */
  maxCpuMilliseconds: number
  /** Heap of the reading thread; a second fence, since every part is bounded by the limits above. */
  maxHeapMegabytes: number
}

const MEGABYTE = 1024 * 1024

export const defaultLimits: SpreadsheetLimits = {
  maxBytes: 50 * MEGABYTE,
  maxRows: 1_000_000,
  maxColumns: 200,
  maxCellLength: 32_767,
  maxUnpackedBytes: 500 * MEGABYTE,
  maxRatio: 200,
  maxEntries: 1000,
  maxSharedStringBytes: 64 * MEGABYTE,
  maxCpuMilliseconds: 120_000,
  maxHeapMegabytes: 256,
}

/** Honest sheets of repeated rows reach high ratios while they are small; a bomb has to be large. */
export const ratioFloorBytes = 10 * MEGABYTE

/** Rows of a worksheet in Excel and in the file format. */
export const excelMaxRows = 1_048_576

/** Columns of a worksheet in Excel and in the file format (XFD). */
export const excelMaxColumns = 16_384

/** UTF-16 units that Excel accepts in one cell; it declares a file with more to be damaged. */
export const excelMaxCellLength = 32_767
