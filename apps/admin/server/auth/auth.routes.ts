import { handleControl } from '@lumbung/kernel'
import { changePassword, endSession, listSessions, login, logout, me, refresh } from '../../contract/index.ts'
import {
  changeOwnPassword,
  describeMe,
  endOwnSession,
  listOwnSessions,
  refreshTokens,
  signIn,
  signOut,
} from './auth.service.ts'

export const authOperations = [
  handleControl(login, signIn),
  handleControl(refresh, refreshTokens),
  handleControl(logout, signOut),
  handleControl(me, describeMe),
  handleControl(changePassword, changeOwnPassword),
  handleControl(listSessions, listOwnSessions),
  handleControl(endSession, (ctx, { id }) => endOwnSession(ctx, id)),
]
