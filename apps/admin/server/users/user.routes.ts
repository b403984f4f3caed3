import { handle, handlePrepared } from '@lumbung/kernel'
import {
  addAssignment,
  createUser,
  disableUser,
  enableUser,
  getUser,
  listUsers,
  removeAssignment,
  resetPassword,
  updateUser,
} from '../../contract/index.ts'
import { admitUser, prepareUser } from './create-user.service.ts'
import {
  addUserAssignment,
  getPerson,
  listPeople,
  prepareReset,
  removeUserAssignment,
  renameUser,
  resetUserPassword,
  setUserStatus,
} from './user.service.ts'

export const userOperations = [
  handle(listUsers, listPeople),
  handle(getUser, (ctx, { id }) => getPerson(ctx, id)),
  handlePrepared(createUser, prepareUser, admitUser),
  handle(updateUser, renameUser),
  handle(disableUser, (ctx, { id }) => setUserStatus(ctx, id, 'disabled')),
  handle(enableUser, (ctx, { id }) => setUserStatus(ctx, id, 'active')),
  handlePrepared(resetPassword, prepareReset, resetUserPassword),
  handle(addAssignment, addUserAssignment),
  handle(removeAssignment, removeUserAssignment),
]
