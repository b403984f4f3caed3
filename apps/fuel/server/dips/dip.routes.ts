import { handle } from '@lumbung/kernel'
import { listDips, readDipLosses, recordDip } from '../../contract/dips.ts'
import { previewDip } from '../../contract/previews.ts'
import { recordNewDip } from './dip.service.ts'
import { judgeDips } from './dip-check.service.ts'
import { previewNewDip } from './dip-preview.service.ts'
import { listReachableDips, readLosses } from './dip-report.service.ts'

export const dipOperations = [
  handle(recordDip, (ctx, input) => recordNewDip(ctx, input), { check: judgeDips }),
  handle(previewDip, (ctx, input) => previewNewDip(ctx, input)),
  handle(listDips, (ctx, input) => listReachableDips(ctx, input)),
  handle(readDipLosses, (ctx, input) => readLosses(ctx, input)),
]
