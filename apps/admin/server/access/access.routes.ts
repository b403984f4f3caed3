import { handle } from '@lumbung/kernel'
import {
  declineRequest,
  explainAccess,
  grantRequest,
  listRequests,
  requestAccess,
} from '../../contract/index.ts'
import { explainDecision } from './explain.service.ts'
import { askForAccess, declineAccess, grantAccess, listAllRequests } from './request.service.ts'

export const accessOperations = [
  handle(explainAccess, explainDecision),
  handle(requestAccess, askForAccess),
  handle(listRequests, listAllRequests),
  handle(grantRequest, grantAccess),
  handle(declineRequest, (ctx, { id }) => declineAccess(ctx, id)),
]
