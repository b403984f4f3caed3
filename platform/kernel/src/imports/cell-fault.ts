import type { FieldFault } from '@lumbung/contract'

/** A cell as the command's input wants it, or what is wrong with it. */
export type CellReading<T> = { value: T } | { fault: FieldFault }

export function fault(code: string, params?: Record<string, unknown>): { fault: FieldFault } {
  return { fault: params ? { code, params } : { code } }
}
