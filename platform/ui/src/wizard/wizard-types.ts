import type { ReactNode } from 'react'

export interface WizardStep {
  id: string
  title: string
  /** May be opened (again) now. */
  isReachable: boolean
  /** What it asks for has been given. */
  isDone?: boolean
  content: ReactNode
}

export interface WizardProps {
  title: string
  summary?: ReactNode
  /** Beside the title: what concerns the whole and not a step. */
  actions?: ReactNode
  steps: readonly WizardStep[]
  current: string
  onOpen(step: string): void
}

/** Of long work on the server, as it tells it. */
export interface ProgressPanelProps {
  /** What is being done: "Checking 12,000 rows". */
  title: string
  progress: {
    done: number
    /** Null while it is not known yet. */
    total: number | null
    rowsPerSecond: number | null
    remainingSeconds: number | null
  }
  /** Figures that grow with it. */
  counts?: readonly { label: string; value: number; tone?: 'good' | 'bad' }[]
  /** What the person should know meanwhile: that they may leave, or why it stands still. */
  note?: ReactNode
  /** Where it can still be stopped. */
  cancel?: { label: string; isRunning: boolean; run(): void }
}
