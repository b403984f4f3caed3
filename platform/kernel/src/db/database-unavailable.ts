/** No connection came free in time, or the server cannot be reached: the caller answers 503 with Retry-After. */
export class DatabaseUnavailable extends Error {
  override readonly name = 'DatabaseUnavailable'
}
