import type { DecimalText, ProblemParams, ProblemType } from '@lumbung/contract'

/** What a person or program records; a reversal has its own door. */
export type EntryKind = 'receipt' | 'issue' | 'adjustment'
export type MovementKind = EntryKind | 'reversal'
/** The column of its day that a movement counts in. */
export type Flow = 'in' | 'out' | 'adjusted'

export interface NewMovement {
  /** UUIDv7 made by the caller. */
  movementId: string
  itemId: string
  placeId: string
  kind: EntryKind
  /** In the item's unit, at most 4 decimals: above 0 for a receipt and an issue, signed and not 0 for an adjustment. */
  quantity: DecimalText
  /** Null: now. An instant before the newest movement of the item and place is a back-dated one. */
  occurredAt: Date | null
  /** IANA zone of the place; its business day is computed in it. */
  zone: string
  actorId: string | null
  /** At most 500 characters. */
  note: string | null
  /** Number of the document behind it, at most 100 characters. */
  document: string | null
  now: Date
}

export interface Reversal {
  movementId: string
  /** The id of the movement that is taken back. */
  reverses: string
  zone: string
  actorId: string | null
  note: string | null
  now: Date
}

/** A movement as it stands in the ledger. Quantities are signed decimal text with four places. */
export interface Posted {
  id: string
  accountId: string
  /** Gapless per account, in the order of posting. */
  seq: number
  kind: MovementKind
  delta: DecimalText
  /** Now, before and after all that was posted: the movement itself and what it did to measurements. */
  onHandBefore: DecimalText
  onHandAfter: DecimalText
  /** On hand at the end of its business day. */
  dayClosing: DecimalText
  businessDay: string
  occurredAt: Date
  /** Posted before movements that were there already, whose days have changed with it. */
  backdated: boolean
  /** The measurements after it that find something else now, in their order. */
  recalibrated: RecalibratedMeasurement[]
  /** Reversing it took a measurement back, whose adjustment it was. */
  withdrawn: string | null
}

/** A measurement whose level stayed and whose difference from the book changed. */
export interface RecalibratedMeasurement {
  id: string
  measuredAt: Date
  businessDay: string
  document: string | null
  level: DecimalText
  /** level − book, before and after; a loss is negative. */
  foundBefore: DecimalText
  foundAfter: DecimalText
  tolerance: DecimalText
  /** The book is brought to the level. */
  isHeld: boolean
}

/** What a person measured of an item at a place. */
export interface NewMeasurement {
  /** The app's own id of it. */
  measurementId: string
  movementId: string
  itemId: string
  placeId: string
  level: DecimalText
  /** Null: now. */
  measuredAt: Date | null
  tolerancePercent: DecimalText
  toleranceMinimum: DecimalText
  /** Brings the book to the level also within the tolerance. */
  holds: boolean
  zone: string
  actorId: string | null
  note: string | null
  /** Stands on each of its adjustments. */
  document: string | null
  now: Date
}

export interface Measured {
  measuredAt: Date
  businessDay: string
  /** At its instant, without its own adjustment. */
  book: DecimalText
  difference: DecimalText
  tolerance: DecimalText
  withinTolerance: boolean
  /** The adjustment that brought the book to the level; null where the difference stands. */
  posted: Posted | null
}

export interface MeasurementPreview extends Omit<Measured, 'posted' | 'measuredAt'> {
  /** What the adjustment would do; null where none would be posted. */
  change: Preview | null
}

/** Why a posting would be refused: `raise(refusal.type, refusal.params)`. */
export interface Refusal {
  type: ProblemType
  params: ProblemParams
}

export interface Preview {
  onHandBefore: DecimalText
  onHandAfter: DecimalText
  businessDay: string
  backdated: boolean
  /** The days whose sums change, oldest first, at most 400. */
  days: PreviewDay[]
  /** Days that change in all, also those beyond the 400. */
  changedDays: number
  /** The measurements that would find something else; their levels stay. */
  recalibrated: RecalibratedMeasurement[]
  refusal: Refusal | null
}

export interface PreviewDay {
  day: string
  closingBefore: DecimalText
  closingAfter: DecimalText
  lowestAfter: DecimalText
}
