import { type InputOf, raise } from '@lumbung/contract'
import type { JudgeInputs } from '@lumbung/kernel'
import { productCodeTaken } from '../../contract/problems.ts'
import type { createProduct } from '../../contract/products.ts'
import { judgeNewCodes } from '../new-codes.service.ts'
import { findProductsByCodes } from './product.store.ts'

/** Products of a file: each code once. */
export function judgeNewProducts(): JudgeInputs<InputOf<typeof createProduct>> {
  return judgeNewCodes<InputOf<typeof createProduct>>({
    listTaken: findProductsByCodes,
    taken: () => raise(productCodeTaken, {}),
  })
}
