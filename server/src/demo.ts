import { ApiProblem } from '@lumbung/client'
import { makeColdStoreBook, makeTugOperatorBook } from '@lumbung/fuel/seed'
import { type Config, ConfigError } from '@lumbung/kernel'
import { type DemoAccount, passwordOf, writeAccounts } from './demo/accounts.ts'
import { liveFirstDay } from './demo/first-day.ts'
import { ensureFuelOrganisation } from './demo/fuel-organisation.ts'
import type { DemoPlace } from './demo/place.ts'
import { ensurePublishedData } from './demo/published-data.ts'
import { signIn } from './demo/sign-in.ts'
import { addressOf, stopOnSignal, withConsole } from './serve.ts'
import { start } from './start.ts'

const PLATFORM_ADMINISTRATOR: DemoAccount = {
  tenant: 'main',
  email: 'admin@demo.test',
  name: 'Administrator',
  role: 'administrator of the platform',
}
const TUG_OPERATOR = { slug: 'tunda', name: 'Operator Kapal Tunda', zone: 'Asia/Makassar' }
const COLD_STORE = { slug: 'gudang', name: 'Gudang Beku', zone: 'Asia/Jakarta' }

/**
 * Starts the product in the data folder of the configuration and fills it through its own API: a tug operator with a
 * year of movements, a cold store beside it, and the published data sets that are found. A second start finds
 * everything again. Throws {@link ConfigError} in production, and where the folder or database is somebody's own.
 */
export async function demo(config: Config): Promise<void> {
  if (config.production) {
    throw new ConfigError('the demo makes accounts for show and does not start with NODE_ENV=production')
  }
  const say = (line = '') => process.stdout.write(`${line}\n`)
  const started = await start({
    ...(await withConsole(config)),
    role: 'all',
    adminEmail: PLATFORM_ADMINISTRATOR.email,
    adminPassword: passwordOf(PLATFORM_ADMINISTRATOR.email, config),
  })
  const forgetSignals = stopOnSignal(started)
  try {
    const place = { url: started.url, config, services: started.platform.services, say }
    await assertOwnInstallation(place)
    say(`Open  ${addressOf(started, config)}`)
    say()
    say(`  API reference    ${started.url}/api/v1/docs`)
    say(`  Data             ${config.databaseUrl ? 'DATABASE_URL' : config.dataFolder}`)
    if (started.notice) say(`  Note             ${started.notice}`)
    say()
    say('Bringing in the demo, which takes a minute the first time …')
    const accounts = await fill(place)
    const { file, table } = writeAccounts(accounts, config)
    say()
    say(table)
    say()
    say(`The accounts are in ${file} as well, which only you can read.`)
    say(`Try: npm run --silent lumbung -- login --url ${started.url} --login genset@tunda.test`)
    say('Press Ctrl-C to stop.')
  } catch (error) {
    await started.stop()
    forgetSignals()
    throw error
  }
}

async function fill(place: DemoPlace): Promise<DemoAccount[]> {
  const tug = await ensureFuelOrganisation(place, TUG_OPERATOR, makeTugOperatorBook)
  await liveFirstDay(place, tug)
  const coldStore = await ensureFuelOrganisation(place, COLD_STORE, makeColdStoreBook)
  const published = await ensurePublishedData(place)
  return [...tug.accounts, ...coldStore.accounts, ...published, PLATFORM_ADMINISTRATOR]
}

/** An installation that the demo did not set up does not know its administrator, and is left as it is. */
async function assertOwnInstallation(place: DemoPlace): Promise<void> {
  const { config } = place
  try {
    await signIn(place, PLATFORM_ADMINISTRATOR)
  } catch (error) {
    if (!(error instanceof ApiProblem && error.status === 401)) throw error
    const where = config.databaseUrl ? 'the database of DATABASE_URL' : config.dataFolder
    throw new ConfigError(
      `${where} was not set up by the demo, or with another secret than now; give the demo a place of its own (LUMBUNG_DATA, DATABASE_URL), or remove both if they were meant for it`,
      { cause: error },
    )
  }
}
