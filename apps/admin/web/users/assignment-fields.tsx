import type { FieldSpec } from '@lumbung/ui'
import { ReachField } from '../places/ReachField.tsx'
import { rolesToPick } from '../roles/pick-roles.ts'

/** The fields of one role that is given: which one, how far it reaches (both of its inputs in one control), and when. */
export const assignmentFields: readonly FieldSpec<'roleId' | 'scopeKind' | 'startsAt' | 'endsAt'>[] = [
  { name: 'roleId', pick: rolesToPick },
  { name: 'scopeKind', render: (control) => <ReachField {...control} /> },
  { name: 'startsAt' },
  { name: 'endsAt' },
]
