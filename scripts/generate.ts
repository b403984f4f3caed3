import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import type { EventType } from '@lumbung/contract'
import {
  buildCatalogue,
  buildOpenApi,
  buildPostmanCollection,
  buildPostmanEnvironment,
  kernelApp,
  listEvents,
  listPermissions,
  PRODUCT_VERSION,
} from '@lumbung/kernel'
import { apps as productApps } from '@lumbung/server'

const root = new URL('../', import.meta.url)
const folder = new URL('docs/generated/', root)

/** What follows from the declarations and is committed, so that a change of the API is seen in a review. */
async function generate(): Promise<Map<string, string>> {
  const apps = [kernelApp, ...productApps]
  const catalogue = buildCatalogue(apps)
  const events = await findEvents()
  for (const { event } of catalogue.subscriptions) events.set(event.name, event)
  return new Map([
    ['openapi.json', json(buildOpenApi(catalogue, { version: PRODUCT_VERSION }))],
    ['postman.json', json(buildPostmanCollection(apps))],
    ['postman-environment.json', json(buildPostmanEnvironment())],
    ['permissions.md', listPermissions(apps)],
    ['events.md', listEvents([...events.values()], catalogue.subscriptions)],
  ])
}

/** Events stand in contracts; a manifest names only those that it listens to. */
async function findEvents(): Promise<Map<string, EventType>> {
  const events = new Map<string, EventType>()
  for (const part of ['platform', 'apps']) {
    for (const name of (await readdir(new URL(`${part}/`, root))).sort()) {
      const file = new URL(`${part}/${name}/contract/index.ts`, root)
      if (!existsSync(file)) continue
      const contract = (await import(file.href)) as Record<string, unknown>
      for (const value of Object.values(contract)) if (isEvent(value)) events.set(value.name, value)
    }
  }
  return events
}

function isEvent(value: unknown): value is EventType {
  return (
    typeof value === 'object' && value !== null && 'payload' in value && 'name' in value && 'summary' in value
  )
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 1)}\n`
}

async function differing(files: Map<string, string>): Promise<string[]> {
  const names: string[] = []
  for (const [name, text] of files) {
    const kept = await readFile(new URL(name, folder), 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined
      throw error
    })
    if (kept !== text) names.push(name)
  }
  return names
}

async function main(args: string[]): Promise<number> {
  const files = await generate()
  const stale = await differing(files)
  if (args.includes('--check')) {
    for (const name of stale)
      console.error(`docs/generated/${name} is stale: run npm run generate and commit it`)
    return stale.length === 0 ? 0 : 1
  }
  await mkdir(folder, { recursive: true })
  for (const name of stale) {
    await writeFile(new URL(name, folder), files.get(name) as string)
    console.log(`wrote docs/generated/${name}`)
  }
  if (stale.length === 0) console.log('docs/generated is up to date')
  return 0
}

process.exitCode = await main(process.argv.slice(2))
