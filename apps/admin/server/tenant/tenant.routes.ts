import { handle } from '@lumbung/kernel'
import { getTenant, updateTenant } from '../../contract/index.ts'
import { changeTenant, getOwnTenant } from './tenant.service.ts'

export const tenantOperations = [
  handle(getTenant, (ctx) => getOwnTenant(ctx.tx)),
  handle(updateTenant, changeTenant),
]
