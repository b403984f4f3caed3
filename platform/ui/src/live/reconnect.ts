/** So many tries in a row without a stream, and what must be fresh is read every few seconds. */
export const TRIES_UNTIL_POLLING = 3

const FIRST_MS = 2_000
const LONGEST_MS = 60_000

/**
 * Milliseconds before the next try after `failures` in a row; `random` from 0 to 1 spreads those who lost the same
 * server, so that they do not all come back in one moment.
 */
export function pauseBeforeTry(failures: number, random: number): number {
  const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** failures)
  return longest / 2 + (random * longest) / 2
}
