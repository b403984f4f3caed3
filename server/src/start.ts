import {
  boot,
  type Config,
  createLogger,
  ensureFirstAdministrator,
  type FirstAdministrator,
  type Platform,
  prepareDatabase,
} from '@lumbung/kernel'
import { apps } from './apps.ts'
import { openDatabase } from './database.ts'

export interface Started {
  platform: Platform
  /** Where it answers; null when the process has no HTTP door open yet. */
  url: string
  /** The administrator's URL of the database. */
  adminUrl: string
  firstAdministrator: FirstAdministrator | null
  notice: string | null
  /** Once, however often it is asked for. */
  stop(): Promise<void>
}

/** Database → schema → platform → first administrator → listening. What was started is stopped again on a failure. */
export async function start(config: Config): Promise<Started> {
  const log = createLogger({ level: config.logLevel })
  const database = await openDatabase(config, log)
  let platform: Platform | undefined
  try {
    const { adminUrl } = database
    await prepareDatabase({ config, adminUrl, apps, log })
    platform = await boot({ config, adminUrl, apps, log })
    const firstAdministrator = await ensureFirstAdministrator(platform.services)
    const url = await platform.http.listen({ port: config.port, host: config.host })
    const running = platform
    let stopping: Promise<void> | undefined
    const stop = async () => {
      await running.close()
      await database.stop()
    }
    return {
      platform,
      url,
      adminUrl,
      firstAdministrator,
      notice: database.notice,
      stop: () => {
        stopping ??= stop()
        return stopping
      },
    }
  } catch (error) {
    await platform?.close()
    await database.stop()
    throw error
  }
}
