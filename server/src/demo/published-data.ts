import {
  ALASKAN_TANK_FARMS,
  findDataset,
  type ImportFile,
  MEXICAN_TERMINALS,
  readTankFarms,
  readTerminals,
  type TankFarm,
  tankFarmCapacityFile,
  tankFarmProductFile,
  tankFarmSiteFile,
  terminalMovementFile,
  terminalProductFile,
  terminalSiteFile,
} from '@lumbung/fuel/seed'
import type { DemoAccount } from './accounts.ts'
import { bringIn } from './bring-in.ts'
import { type DemoTenant, ensureTenant } from './people.ts'
import { type DemoPlace, secondsSince } from './place.ts'

/** Any book of the last half century. */
const DAYS_BACK = 20_000

const TERMINALS = { slug: 'sener', name: 'Terminal SENER 2018', zone: 'America/Mexico_City' }
const TANK_FARMS = { slug: 'aedg', name: 'Tank farm Alaska (AEDG)', zone: 'America/Anchorage' }

/** The published data sets that are found beside the program, each as an organisation of its own. */
export async function ensurePublishedData(place: DemoPlace): Promise<DemoAccount[]> {
  const sets = [
    { path: MEXICAN_TERMINALS, tenant: TERMINALS, makeFiles: makeTerminalFiles },
    { path: ALASKAN_TANK_FARMS, tenant: TANK_FARMS, makeFiles: makeTankFarmFiles },
  ]
  const accounts: DemoAccount[] = []
  for (const { path, tenant, makeFiles } of sets) {
    const file = findDataset(path, place.config.datasetsFolder)
    if (file === undefined) place.say(`  ${path} is not there (LUMBUNG_DATASETS names its folder); left out`)
    else accounts.push(await load(place, tenant, () => makeFiles(file)))
  }
  return accounts
}

async function makeTerminalFiles(path: string): Promise<ImportFile[]> {
  const terminals = await readTerminals(path)
  return [terminalSiteFile(terminals), terminalProductFile(terminals), terminalMovementFile(terminals)]
}

async function makeTankFarmFiles(path: string): Promise<ImportFile[]> {
  const farms: TankFarm[] = []
  for await (const farm of readTankFarms(path)) farms.push(farm)
  return [tankFarmSiteFile(farms), tankFarmProductFile(farms), tankFarmCapacityFile(farms)]
}

async function load(
  place: DemoPlace,
  tenant: DemoTenant,
  makeFiles: () => Promise<ImportFile[]>,
): Promise<DemoAccount> {
  const { account, client } = await ensureTenant(place, tenant)
  const began = performance.now()
  const rows = await bringIn(client, await makeFiles(), DAYS_BACK)
  place.say(`  ${tenant.name}: ${rows} rows of published data (${secondsSince(began)} s)`)
  return account
}
