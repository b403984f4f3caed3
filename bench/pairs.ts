export interface Pair {
  /** Requests per second over HTTP. */
  http: number
  /** Transactions per second of the limit. */
  limit: number
  /** What the server process took of a core for one request, milliseconds. */
  cpuMilliseconds: number
  /** 99 % of the requests took at most this, milliseconds. */
  p99: number
}

const ROUNDS = 5

/**
 * The pair with the middle ratio of five, each side measured right after the other and in turn first: the machine's own
 * speed moves from minute to minute, and only what was measured in the same minute can be compared.
 */
export async function middlePair(sides: {
  http: () => Promise<Omit<Pair, 'limit'>>
  limit: () => Promise<number>
}): Promise<Pair> {
  const pairs: Pair[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const limitFirst = round % 2 === 1 ? await sides.limit() : undefined
    const http = await sides.http()
    pairs.push({ ...http, limit: limitFirst ?? (await sides.limit()) })
  }
  pairs.sort((a, b) => a.http / a.limit - b.http / b.limit)
  return pairs[Math.floor(ROUNDS / 2)] as Pair
}
