import { handle } from '@lumbung/kernel'
import { listRecorders } from '../../contract/people.ts'
import { previewStockEntry } from '../../contract/previews.ts'
import {
  exportStockHistory,
  listStockHistory,
  readOwnStock,
  readStockEntry,
  readStockSummary,
  readStockTrend,
} from '../../contract/reports.ts'
import {
  recordStockEntry,
  recordStockIn,
  recordStockOut,
  reverseOwnStockEntry,
  reverseStockEntry,
} from '../../contract/stock.ts'
import { judgeEntries, judgeReceipts, judgeUses } from './entry-check.service.ts'
import { exportHistory } from './export.service.ts'
import { listHistory, readEntry } from './history.service.ts'
import { previewEntry } from './preview.service.ts'
import { listRecordersInReach } from './recorders.service.ts'
import { recordEntry, recordIn, recordOut, reverseEntry, reverseOwnEntry } from './recording.service.ts'
import { readOwn, readSummary } from './summary.service.ts'
import { readTrendOfStock } from './trend.service.ts'

export const stockOperations = [
  handle(recordStockIn, (ctx, input) => recordIn(ctx, input), { check: judgeReceipts }),
  handle(recordStockOut, (ctx, input) => recordOut(ctx, input), { check: judgeUses }),
  handle(recordStockEntry, (ctx, input) => recordEntry(ctx, input), { check: judgeEntries }),
  handle(reverseOwnStockEntry, (ctx, input) => reverseOwnEntry(ctx, input)),
  handle(reverseStockEntry, (ctx, input) => reverseEntry(ctx, input)),
  handle(previewStockEntry, (ctx, input) => previewEntry(ctx, input)),
  handle(readStockSummary, (ctx, input) => readSummary(ctx, input)),
  handle(readOwnStock, (ctx) => readOwn(ctx)),
  handle(listStockHistory, (ctx, input) => listHistory(ctx, input)),
  handle(readStockEntry, (ctx, input) => readEntry(ctx, input)),
  handle(listRecorders, (ctx, input) => listRecordersInReach(ctx, input)),
  handle(readStockTrend, (ctx, input) => readTrendOfStock(ctx, input)),
  handle(exportStockHistory, (ctx, input) => exportHistory(ctx, input)),
]
