import type { DecimalText } from '@lumbung/contract'
import type { Sql } from '@lumbung/kernel'
import type { Flow, MovementKind } from './posting.types.ts'

/** An item at a place. Quantities in the item's unit, decimal text with four places. */
export interface Balance {
  accountId: string
  itemId: string
  placeId: string
  onHand: DecimalText
  reserved: DecimalText
  quarantine: DecimalText
  /** On hand without what is reserved or in quarantine. */
  available: DecimalText
  /** How many movements there are. */
  movements: number
  /** When the newest of them took effect; null before the first. */
  lastOccurredAt: Date | null
}

/** What narrows a list of movements; a part that is left out does not narrow, an empty list finds nothing. */
export interface MovementFilter {
  accountIds?: readonly string[] | undefined
  placeIds?: readonly string[] | undefined
  itemIds?: readonly string[] | undefined
  /** A condition on `ledger.account AS a` of the app whose statement the page is a part of. */
  accounts?: Sql | undefined
  kinds?: readonly MovementKind[] | undefined
  /** The columns of their days that they count in; unlike the kind, a reversal has one too. */
  flows?: readonly Flow[] | undefined
  actorId?: string | undefined
  /** Inclusive instant; as SQL, an expression of the statement that the page is a part of. */
  from?: Date | Sql | undefined
  /** Exclusive: the instant after the last that is wanted. */
  to?: Date | Sql | undefined
  /** Anywhere in the note or the document, whatever the case. */
  text?: string | undefined
  /** Besides those with the text, whatever these people (ids, or an array expression) recorded; means nothing without a text. */
  orActorIds?: readonly string[] | Sql | undefined
}

/** By when they took effect. */
export type MovementOrder = 'newest' | 'oldest'

export interface MovementPosition {
  occurredAt: Date
  accountId: string
  seq: number
}

export interface MovementRow {
  id: string
  accountId: string
  itemId: string
  placeId: string
  seq: number
  kind: MovementKind
  flow: Flow
  /** Signed. */
  delta: DecimalText
  businessDay: string
  occurredAt: Date
  recordedAt: Date
  /**
   * On hand right after this movement in the order in which things happened, whenever they were recorded. A movement
   * taken back at its own instant and its reversal change nothing: both show what stood before them.
   */
  runningBalance: DecimalText
  /** The seq of the movement that this one takes back. */
  reverses: number | null
  reversesId: string | null
  /** The seq of the movement that took this one back. */
  reversedBySeq: number | null
  reversedById: string | null
  actorId: string | null
  note: string | null
  document: string | null
}

export interface MovementPage {
  rows: MovementRow[]
  /** Where the next page goes on; null on the last one. */
  next: MovementPosition | null
}

export interface MovementCount {
  total: number
  isEstimate: boolean
}

/** Which accounts a report is about. */
export interface AccountFilter {
  accountIds?: readonly string[] | undefined
  itemIds?: readonly string[] | undefined
  placeIds?: readonly string[] | undefined
  accounts?: Sql | undefined
}

/** One day of one account: `closing = opening + in − out + adjusted`; `lowest` is the least on hand during the day. */
export interface TrendDay {
  day: string
  opening: DecimalText
  in: DecimalText
  out: DecimalText
  adjusted: DecimalText
  closing: DecimalText
  lowest: DecimalText
}

export interface AccountTrend {
  accountId: string
  itemId: string
  placeId: string
  days: TrendDay[]
}

/** Every day of the window is present, per account and in total (the total has no lowest: places differ in their hour). */
export interface Trend {
  accounts: AccountTrend[]
  total: Omit<TrendDay, 'lowest'>[]
}

/** Of the days of the window, those without an issue counting as zero. */
export interface DailyIssue {
  accountId: string
  days: number
  mean: DecimalText
  /** Of the sample (n − 1); 0 for one day. */
  standardDeviation: DecimalText
}

export interface Verification {
  accounts: number
  movements: number
  intact: boolean
  firstBroken: { accountId: string; seq: number; what: string } | null
}
