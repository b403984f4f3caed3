import { defineConfig, mergeConfig } from 'vitest/config'
import common from '../../vitest.config.ts'

/** `npm run screenshots`: pictures instead of judgements, and so no part of the tests; `-- -t /fuel` takes some. */
export default mergeConfig(
  { ...common, test: { ...common.test, include: [] } },
  defineConfig({
    test: {
      include: ['tests/browser/screenshots/*.pictures.ts'],
      testTimeout: 180_000,
      hookTimeout: 300_000,
    },
  }),
)
