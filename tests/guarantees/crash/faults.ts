import { setTimeout as sleep } from 'node:timers/promises'
import { SeededRandom } from '../../../apps/fuel/seed/seeded-random.ts'
import type { ServerProcess } from './server-process.ts'

export interface Fault {
  kind: 'kill a server' | 'crash PostgreSQL' | 'freeze a server'
  /** Takes place when this many commands are known. */
  at: number
  /** Chooses the server among those that are up. */
  draw: number
}

/** How many commands lie between two faults of a kind, on average. */
export interface FaultRates {
  kill: number
  crash: number
  freeze: number
}

/**
 * The faults of a run in their order. They are placed by progress, not by the clock: a seed brings them at the same
 * places on any machine, and a slow start never piles them up.
 */
export function planFaults(seed: number, operations: number, every: FaultRates): Fault[] {
  const random = new SeededRandom(seed)
  const kinds: [Fault['kind'], number][] = [
    ['kill a server', every.kill],
    ['crash PostgreSQL', every.crash],
    ['freeze a server', every.freeze],
  ]
  const faults: Fault[] = []
  for (const [kind, gap] of kinds) {
    const step = () => random.between(Math.round(gap * 0.75), Math.round(gap * 1.25))
    for (let at = step(); at < operations; at += step()) {
      faults.push({ kind, at, draw: random.between(0, 999) })
    }
  }
  return faults.sort((a, b) => a.at - b.at)
}

/** Brings each fault when so much is known, one after another; only a server that serves is killed or frozen. */
export function bringFaults(
  plan: readonly Fault[],
  world: {
    servers: readonly ServerProcess[]
    crashPostgres: () => Promise<void>
    progress: () => number
    say: (line: string) => void
  },
) {
  const brought: Record<Fault['kind'], number> = {
    'kill a server': 0,
    'crash PostgreSQL': 0,
    'freeze a server': 0,
  }
  let ceased = false
  const bring = async () => {
    for (const fault of plan) {
      let victim: ServerProcess | undefined
      while (!ceased && (world.progress() < fault.at || !victim)) {
        await sleep(5)
        const serving = world.servers.filter((server) => server.ready)
        victim = serving[fault.draw % serving.length]
      }
      if (ceased || !victim) return
      world.say(`${world.progress()}: ${fault.kind}`)
      if (fault.kind === 'crash PostgreSQL') await world.crashPostgres()
      else if (fault.kind === 'freeze a server') await victim.freeze(1_000)
      else victim.kill()
      brought[fault.kind] += 1
    }
  }
  const cease = () => {
    ceased = true
  }
  return { brought, cease, done: bring() }
}
