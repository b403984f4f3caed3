import type { ApiProblem } from '@lumbung/client'
import type { QueryOperation } from '@lumbung/contract'
import type { ReactNode } from 'react'
import type { IconName } from '../icons.tsx'

export type Tone = 'good' | 'warning' | 'bad' | 'neutral'

/** One figure that answers a question; it opens the rows behind it. */
export interface FigureCardProps {
  title: string
  /** One line below the title: of what it is the figure. */
  summary?: ReactNode
  /** As shown; the exact one goes to `exact` where this is shortened. */
  value: ReactNode
  unit?: string
  exact?: string
  /** A state in colour, icon and words together. */
  state?: { tone: Tone; icon: IconName; label: string }
  /** How full or how far, 0 … 1, with a mark (a threshold). `label` says it in words, also of the mark. */
  level?: { share: number; mark?: number; label: string }
  /** Small lines below: name and value. */
  details?: readonly { label: string; value: ReactNode }[]
  /** Decoration: what it shows must also be said in words. Oldest first. */
  sparkline?: readonly number[]
  to?: string
  actions?: ReactNode
  /** Where there is one card alone: the figure in large type, its details beside it. */
  isBig?: boolean
}

export interface ChartSeries {
  key: string
  label: string
  kind: 'line' | 'bar' | 'area'
  /** From the palette of charts; told apart by more than colour. */
  color: 'accent' | 'blue' | 'orange' | 'grey'
  /**
   * A series of another size is drawn in a chart of its own below, over the same days: a use of hundreds is a flat line
   * beside a stock of millions, and a dot beside a delivery. Two scales in one chart would suggest a relation.
   */
  below?: boolean
}

/** One day's figures under the keys of the series. */
export type ChartRow = { day: string } & Readonly<Record<string, number | string>>

export interface TrendChartProps {
  title: string
  /** One per day, oldest first: `{ day: '2026-11-20', inLitres: 1, … }`. */
  rows: readonly ChartRow[]
  series: readonly ChartSeries[]
  unit: string
  /** What the chart shows, in a sentence, for those who do not see it. */
  description: string
  isPending?: boolean
  problem?: ApiProblem | null
  onRetry?(): void
  /** A line to compare with, in the upper chart. */
  threshold?: { value: number; label: string }
  /** The rows behind the whole of it, and those behind a day. */
  to?: string
  hrefOf?(row: ChartRow): string
  /** Downloads the table: an operation that declares `carriers.export`, asked as for this chart. */
  exportOf?: { operation: QueryOperation; input: Readonly<Record<string, unknown>> }
}

/** Something of the dashboard's own that waits, shown before what the menu counts. */
export interface WaitingItem {
  id: string
  label: string
  detail?: ReactNode
  icon: IconName
  to: string
}

/** A span of days as the URL has it, and as the days that it means. Both days belong to it. */
export interface TimeRangeState {
  /** The last so many days; null where the person chose two dates. */
  lastDays: number | null
  from: string
  to: string
}
