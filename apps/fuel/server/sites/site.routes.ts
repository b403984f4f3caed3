import { handle } from '@lumbung/kernel'
import {
  activateSite,
  createSite,
  deactivateSite,
  listSites,
  readSite,
  recordCapacity,
  replaceCapacities,
  updateSite,
} from '../../contract/sites.ts'
import * as sites from './site.service.ts'
import { judgeCapacities, judgeNewSites } from './site-check.service.ts'

export const siteOperations = [
  handle(listSites, (ctx, input) => sites.listReachableSites(ctx, input)),
  handle(readSite, (ctx, { id }) => sites.readReachableSite(ctx, id)),
  handle(createSite, (ctx, input) => sites.createNewSite(ctx, input), { check: judgeNewSites }),
  handle(updateSite, (ctx, input) => sites.changeSite(ctx, input)),
  handle(deactivateSite, (ctx, { id }) => sites.deactivateSite(ctx, id)),
  handle(activateSite, (ctx, { id }) => sites.activateSite(ctx, id)),
  handle(replaceCapacities, (ctx, input) => sites.replaceSiteCapacities(ctx, input)),
  handle(recordCapacity, (ctx, input) => sites.recordSiteCapacity(ctx, input), { check: judgeCapacities }),
]
