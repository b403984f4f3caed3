import { readFileSync } from 'node:fs'
import { type Client, createClient } from '@lumbung/client'
import { listSites, type Site } from '@lumbung/fuel/contract'
import {
  ALASKAN_TANK_FARMS,
  readTankFarms,
  type TankFarm,
  tankFarmCapacityFile,
  tankFarmProductFile,
  tankFarmSiteFile,
} from '@lumbung/fuel/seed'
import { createTestPlatform, type TestPlatform } from '@lumbung/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { apps } from '../../server/src/apps.ts'
import { importOnce } from '../../server/src/demo/import-once.ts'
import { findTestDataset } from './datasets.ts'
import { centilitres, centilitresOf, millionthsOf } from './exact.ts'

const LOADING_MILLISECONDS = 120_000
const LITRES_PER_GALLON = 3_785_411_784n
const LITRES_PER_GALLON_DECIMALS = 9

const path = findTestDataset(ALASKAN_TANK_FARMS)
const missing = path === undefined ? ` (the data set ${ALASKAN_TANK_FARMS} is missing)` : ''

let platform: TestPlatform
let sites: Site[] = []

beforeAll(async () => {
  platform = await createTestPlatform({ apps })
  if (path === undefined) return
  const url = await platform.http.listen({ port: 0, host: '127.0.0.1' })
  const tenant = await platform.createTenant('alaska', 'America/Anchorage')
  const { token } = await platform.signInAs('administrator', { tenant })
  const client = createClient({ baseUrl: url, token: () => token })
  const farms: TankFarm[] = []
  for await (const farm of readTankFarms(path)) farms.push(farm)
  for (const file of [tankFarmSiteFile(farms), tankFarmProductFile(farms), tankFarmCapacityFile(farms)]) {
    await importOnce(client, file)
  }
  sites = await listAllSites(client)
}, LOADING_MILLISECONDS)
afterAll(async () => {
  await platform?.close()
})

it.runIf(path)(`each of the 1,989 tank farms is one site with a code of its own${missing}`, () => {
  expect(sites).toHaveLength(1989)
  expect(new Set(sites.map(({ code }) => code)).size).toBe(1989)
})

it.runIf(path)(`owner, place and every capacity are those of the file${missing}`, () => {
  const imported = sites.map(({ owner, latitude, longitude, capacities }) =>
    describeFarm({
      owner: owner ?? '',
      latitude: String(latitude),
      longitude: String(longitude),
      capacities: capacities.map(({ product, capacityLitres }) => [
        product.code,
        centilitres(capacityLitres),
      ]),
    }),
  )
  expect(imported.sort()).toEqual(
    readSource(path as string)
      .map(describeFarm)
      .sort(),
  )
})

interface Farm {
  owner: string
  latitude: string
  longitude: string
  capacities: (readonly [product: string, centilitres: bigint])[]
}

function describeFarm({ owner, latitude, longitude, capacities }: Farm): string {
  const place = [latitude, longitude].map(millionthsOf).join(' ')
  return `${owner} at ${place}: ${capacities
    .map(([product, litres]) => `${product} ${litres}`)
    .sort()
    .join(', ')}`
}

/** Read by a small reader of its own, which knows quoted cells with line breaks in them. */
function readSource(file: string): Farm[] {
  const cells = /("(?:[^"]|"")*"|[^",\n]*)(,|\n|$)/g
  const rows: string[][] = [[]]
  for (const [, cell = '', end] of readFileSync(file, 'utf8').matchAll(cells)) {
    rows.at(-1)?.push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell)
    if (end === '\n') rows.push([])
  }
  const [headers = [], ...body] = rows.filter((row) => row.length > 1)
  return body.map((row) => {
    const value = (name: string) => row[headers.indexOf(name)] ?? ''
    const columns = [
      ['DIESEL', 'diesel_capacity'],
      ['GASOLINE', 'gasoline_capacity'],
      ['JET_FUEL', 'jet_fuel_capacity'],
      ['OTHER_FUEL', 'other_fuel_capacity'],
    ] as const
    return {
      owner: value('entity_name').split(/\s+/).join(' ').trim(),
      latitude: value('latitude'),
      longitude: value('longitude'),
      capacities: columns.flatMap(([product, column]) =>
        Number(value(column)) > 0
          ? [[product, centilitresOf(value(column), LITRES_PER_GALLON, LITRES_PER_GALLON_DECIMALS)] as const]
          : [],
      ),
    }
  })
}

async function listAllSites(client: Client): Promise<Site[]> {
  const all: Site[] = []
  for (let cursor: string | undefined; ; ) {
    const { data, page } = await client.call(listSites, { limit: 200, ...(cursor ? { cursor } : {}) })
    all.push(...data)
    if (page.nextCursor === null) return all
    cursor = page.nextCursor
  }
}
