/** The ledger's only public door: items × places, on which every app's stock stands. */
export { ledgerApp } from './app.ts'
export { MovementForecast } from './forecast.service.ts'
export { judgeMeasurement } from './measurement.rules.ts'
export { joinMeasurement } from './measurement.store.ts'
export { previewMeasurement, recordMeasurement } from './measuring.service.ts'
export {
  countMovements,
  countOfAccounts,
  findMovement,
  listMovements,
  type MovementDbRow,
  movementPage,
  pageOfRows,
  streamMovements,
} from './movement.store.ts'
export { postMovement, previewMovement, reverseMovement } from './posting.service.ts'
export { newestPosting, openAccount, type PostingLine } from './posting.store.ts'
export type * from './posting.types.ts'
export { findAccount, findBalances, heldAtLeastSince, holdsLess } from './reading.store.ts'
export type * from './reading.types.ts'
export { findSetting, type LedgerSetting } from './setting.store.ts'
export { meanDailyIssue, readTrend } from './trend.store.ts'
export { verifyChain } from './verify.store.ts'
