/**
 * The server's settings for a database that shares one small machine with the application. `overrides` win, but for
 * the address: the embedded server is for this machine alone.
 */
export function composeSettings(
  durable: boolean,
  overrides: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  for (const name of Object.keys(overrides)) {
    if (!/^[a-z_][a-z0-9_.]*$/i.test(name))
      throw new Error(`"${name}" is not the name of a PostgreSQL setting`)
  }
  return {
    max_connections: '100',
    shared_buffers: '128MB',
    wal_compression: 'on',
    // Compiling a query costs more than running the short ones that an application sends.
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_min_messages: 'warning',
    log_checkpoints: 'off',
    cluster_name: 'lumbung',
    ...(durable ? {} : VOLATILE),
    ...overrides,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
  }
}

/** For tests: a power cut may destroy the cluster. */
const VOLATILE = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
}
