import { handle } from '@lumbung/kernel'
import { getLedgerSetting, updateLedgerSetting, verifyLedger } from '../contract/index.ts'
import { changeSetting } from './setting.service.ts'
import { findSetting } from './setting.store.ts'
import { verifyChain } from './verify.store.ts'

export const ledgerOperations = [
  handle(verifyLedger, (ctx, input) => verifyChain(ctx.tx, input)),
  handle(getLedgerSetting, (ctx) => findSetting(ctx.tx)),
  handle(updateLedgerSetting, (ctx, input) => changeSetting(ctx, input)),
]
