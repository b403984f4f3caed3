import { pickFrom } from '@lumbung/ui'
import { listRoles } from '../../contract/index.ts'

/** The roles of the organisation; few enough to be searched in the browser. */
export const rolesToPick = pickFrom<typeof listRoles>({
  operation: listRoles,
  valueOf: ({ id }) => id,
  labelOf: ({ name }) => name,
})
