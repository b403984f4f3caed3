/** A setting is missing, unknown or weak; the message says which and what to set. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}
