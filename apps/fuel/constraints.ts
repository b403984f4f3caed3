import type { ConstraintMeaning } from '@lumbung/kernel'
import { busy } from '@lumbung/kernel/contract'
import { productCodeTaken, productIsDefault, siteCodeTaken } from './contract/problems.ts'

/** What a violated constraint of the fuel tables means to the caller. */
export const constraintMeanings: Record<string, ConstraintMeaning> = {
  site_code_unique: siteCodeTaken,
  product_code_unique: productCodeTaken,
  product_default_active: productIsDefault,
  // Two people made different products the default at the same moment.
  product_default_unique: { problem: busy, params: () => ({ retryAfterSeconds: 1 }) },
}
