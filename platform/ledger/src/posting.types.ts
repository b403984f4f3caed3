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
  onHandAfter: DecimalText
  /** On hand at the end of its business day. */
  dayClosing: DecimalText
  businessDay: string
  occurredAt: Date
  /** Posted before movements that were there already, whose days have changed with it. */
  backdated: boolean
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
  refusal: { code: string; params: ProblemParams } | null
}

export interface PreviewDay {
  day: string
  closingBefore: DecimalText
  closingAfter: DecimalText
  lowestAfter: DecimalText
}
