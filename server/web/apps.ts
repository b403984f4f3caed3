import { adminWeb } from '@lumbung/admin/web'
import { fuelWeb } from '@lumbung/fuel/web'
import type { WebApp } from '@lumbung/ui'

/** What the console shows of each app; the counterpart of `server/src/apps.ts`. */
export const webApps: readonly WebApp[] = [adminWeb, fuelWeb]
