import { modelText } from './ledger-model.fixture.ts'

/**
 * Measurements as one would keep them by hand: everything that happened in the order of its instant, walked through
 * from the beginning each time. A measurement beyond its tolerance sets the balance, and does so for good.
 */
export type ModelItem =
  | { what: 'movement'; id: string; at: number; delta: bigint; isReversal?: boolean }
  | { what: 'measurement'; id: string; at: number; level: bigint; minimum: bigint; isHeld: boolean }

export interface ModelFinding {
  id: string
  at: number
  level: string
  found: string
  isHeld: boolean
}

export interface Walk {
  onHand: bigint
  isEverNegative: boolean
  findings: ModelFinding[]
  /** Sum of what measurements added and took away. */
  adjusted: bigint
}

export class MeasurementModel {
  items: ModelItem[] = []

  walk(items = this.items): Walk {
    let balance = 0n
    let adjusted = 0n
    let isEverNegative = false
    const findings: ModelFinding[] = []
    for (const item of [...items].sort((a, b) => a.at - b.at)) {
      if (item.what === 'movement') balance += item.delta
      else {
        const found = item.level - balance
        const isHeld = item.isHeld || found > item.minimum || found < -item.minimum
        if (isHeld) {
          adjusted += found
          balance = item.level
        }
        findings.push({
          id: item.id,
          at: item.at,
          level: modelText(item.level),
          found: modelText(found),
          isHeld,
        })
      }
      if (balance < 0n) isEverNegative = true
    }
    return { onHand: balance, isEverNegative, findings, adjusted }
  }

  /** Takes the change unless some moment would hold less than nothing; answers what it then finds. */
  change(items: ModelItem[]): Walk | null {
    const walk = this.walk(items)
    if (walk.isEverNegative) return null
    const held = new Set(walk.findings.filter(({ isHeld }) => isHeld).map(({ id }) => id))
    this.items = items.map((item) =>
      item.what === 'measurement' && held.has(item.id) ? { ...item, isHeld: true } : item,
    )
    return walk
  }
}
