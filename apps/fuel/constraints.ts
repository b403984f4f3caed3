import type { ConstraintMeaning } from '@lumbung/kernel'
import { productCodeTaken, productIsDefault, siteCodeTaken } from './contract/problems.ts'

/** What a violated constraint of the fuel tables means to the caller. */
export const constraintMeanings: Record<string, ConstraintMeaning> = {
  site_code_unique: siteCodeTaken,
  product_code_unique: productCodeTaken,
  product_default_active: productIsDefault,
}
