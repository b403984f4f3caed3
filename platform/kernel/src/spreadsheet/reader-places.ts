import { FairGate } from '../db/fair-gate.ts'

/**
 * For whom a file is read. `head`: somebody waits for its first rows, and is refused when no place comes free. `whole`: a
 * job reads all of it, and waits.
 */
export interface ReadingFor {
  key: string
  purpose: 'head' | 'whole'
}

const HEAD_WAIT_MILLISECONDS = 10_000
const MOST_HEADS_WAITING = 8

/**
 * Reading threads of this process; each takes a core while it reads, and up to the heap of its limits. Jobs have places
 * apart from uploads, because a job keeps its thread for as long as the database takes the rows, which may be minutes. One
 * tenant reads one file of each kind at a time, so that another always finds a place.
 */
const gates = {
  head: new FairGate({
    places: 2,
    mostOfOne: 1,
    waitMilliseconds: HEAD_WAIT_MILLISECONDS,
    mostWaiting: MOST_HEADS_WAITING,
  }),
  // As many as there are jobs under way, which the queue bounds.
  whole: new FairGate({ places: 2, mostOfOne: 1, mostWaiting: Number.POSITIVE_INFINITY }),
}

/**
 * Resolves when a thread may start; the answered function gives its place back. Throws `ShareFull` or
 * `DatabaseUnavailable` for a head that has waited too long, and the signal's reason.
 */
export function enterThread(reading: ReadingFor, signal?: AbortSignal): Promise<() => void> {
  return gates[reading.purpose].enter(reading.key, signal)
}

export function countThreads(): Record<ReadingFor['purpose'], { held: number; waiting: number }> {
  return { head: gates.head.counts(), whole: gates.whole.counts() }
}
