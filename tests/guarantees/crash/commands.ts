import { SeededRandom } from '../../../apps/fuel/seed/seeded-random.ts'

/** One site that everybody works on, a few busy ones, and many that rarely meet two people. */
export const SITE_GROUPS = { hot: 1, warm: 8, cold: 200 }
export const SITES = SITE_GROUPS.hot + SITE_GROUPS.warm + SITE_GROUPS.cold

export interface CrashCommand {
  index: number
  /** The Idempotency-Key, and the note of the movement: a movement can be traced even if its answer was never seen. */
  key: string
  kind: 'in' | 'out'
  site: number
  /** Hundredths of a litre. */
  amount: number
  /** Days back for a movement that is entered late; null for one of now. */
  daysBack: number | null
}

/**
 * The command of this place in the run. It follows from seed and index alone, so that every command, key included, is on
 * record before anything is sent, and a seed sends the same commands again.
 */
export function drawCommand(seed: number, index: number): CrashCommand {
  const random = new SeededRandom(seed ^ Math.imul(index + 1, 0x9e3779b1))
  // More is asked for than is brought, so that stock is always near its end and refusals are common.
  const kind = random.between(0, 1) === 0 ? 'in' : 'out'
  return {
    index,
    key: `crash-${seed}-${index}`,
    kind,
    site: drawSite(random),
    amount: kind === 'in' ? random.between(1, 5_000) : random.between(1, 7_500),
    daysBack: random.between(1, 10) === 1 ? random.between(1, 20) : null,
  }
}

function drawSite(random: SeededRandom): number {
  const { hot, warm, cold } = SITE_GROUPS
  const share = random.between(1, 100)
  if (share <= 40) return random.between(0, hot - 1)
  if (share <= 70) return hot + random.between(0, warm - 1)
  return hot + warm + random.between(0, cold - 1)
}

export const siteCode = (site: number) => `SITE-${site}`

/** Path and JSON body; the same bytes each time, because another body would be another request. */
export function requestOf(command: CrashCommand, startedAt: number): { path: string; body: string } {
  const { key, kind, site, amount, daysBack, index } = command
  const date =
    daysBack === null
      ? undefined
      : new Date(startedAt - daysBack * 86_400_000 - (index % 1_440) * 60_000).toISOString()
  const location = kind === 'in' ? siteCode(site) : undefined
  return {
    path: `/api/v1/fuel/stock/${kind}`,
    body: JSON.stringify({ location, amount: amount / 100, notes: key, date }),
  }
}
