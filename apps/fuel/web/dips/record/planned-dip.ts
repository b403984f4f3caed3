import type { CallerInputOf } from '@lumbung/contract'
import { previewDip } from '../../../contract/index.ts'

export type PlannedDip = CallerInputOf<typeof previewDip>

/** What stands in the form so far; nothing of it has been checked. */
export type TypedDip = { [Name in keyof PlannedDip]?: PlannedDip[Name] | undefined }

/** The measurement as far as it can be compared; null while something is missing or cannot be right yet. */
export function plannedDip(typed: TypedDip): PlannedDip | null {
  const known = Object.fromEntries(Object.entries(typed).filter(([, value]) => value !== undefined))
  const checked = previewDip.input.safeParse(known)
  return checked.success ? checked.data : null
}
