import { handle } from '@lumbung/kernel'
import {
  createRole,
  deleteRole,
  getRole,
  listPermissions,
  listRoles,
  updateRole,
} from '../../contract/index.ts'
import {
  changeRole,
  createNewRole,
  describePermissions,
  getOneRole,
  listAllRoles,
  removeRole,
} from './role.service.ts'

export const roleOperations = [
  handle(listRoles, listAllRoles),
  handle(getRole, (ctx, { id }) => getOneRole(ctx, id)),
  handle(createRole, createNewRole),
  handle(updateRole, changeRole),
  handle(deleteRole, (ctx, { id }) => removeRole(ctx, id)),
  handle(listPermissions, describePermissions),
]
