import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    environment: 'node',
    globalSetup: ['./platform/testing/src/global-setup.ts'],
    include: ['**/*.test.ts'],
    exclude: ['**/node_modules/**'],
    // Processes, because tests kill and signal; two, because each brings database connections and work of its own.
    pool: 'forks',
    maxWorkers: 2,
    sequence: { shuffle: false },
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // A busy machine is no fault of what is waited for.
    expect: { poll: { timeout: 10_000 } },
  },
})
