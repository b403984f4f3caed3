import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RunningServer, startEmptyInstallation } from './running-server.ts'

const here = dirname(fileURLToPath(import.meta.url))
const require = createRequire(import.meta.url)
const run = promisify(execFile)

let server: RunningServer
let folder: string
beforeAll(async () => {
  server = await startEmptyInstallation()
  // Beside the packages, which the client imports.
  await mkdir(join(here, '.made'), { recursive: true })
  folder = await mkdtemp(join(here, '.made', 'client-'))
}, 180_000)
afterAll(async () => {
  await server?.stop()
  if (folder) await rm(folder, { recursive: true, force: true })
})

/** What a programmer elsewhere writes: types made from the document, a client that knows nothing else, one road. */
const CLIENT = `
import createClient from 'openapi-fetch'
import type { components, paths } from './api.ts'

const [baseUrl, login, password] = process.argv.slice(2) as [string, string, string]
const api = createClient<paths>({ baseUrl })

function done<T>(answer: { data?: T; error?: unknown }): T {
  if (answer.data === undefined) throw new Error(JSON.stringify(answer.error))
  return answer.data
}

const session = done(await api.POST('/auth/login', { body: { login, password } }))
api.use({
  onRequest: ({ request }) => {
    request.headers.set('authorization', 'Bearer ' + session.accessToken)
    return request
  },
})
const site = done(await api.POST('/fuel/sites', { body: { code: 'GENSET', name: 'Genset' } }))
const role = done(await api.GET('/roles', { params: { query: { limit: 100 } } })).data.find(({ key }) => key === 'fuel-operator')
if (!role) throw new Error('there is no role for operators')
done(
  await api.POST('/users/{id}/assignments', {
    params: { path: { id: session.user.id } },
    body: { roleId: role.id, scopeKind: 'site', scopeId: site.id },
  }),
)
const received = done(await api.POST('/fuel/stock/in', { body: { location: 'GENSET', amount: 5000 } }))
const used = done(await api.POST('/fuel/stock/out', { body: { amount: 120.5 } }))
const history = done(await api.GET('/fuel/stock/history', { params: { query: { location: 'GENSET' } } }))
const refused = await api.POST('/fuel/stock/out', { body: { amount: 999999 } })
if (refused.error === undefined) throw new Error('nothing was refused')
// The types know the failure by its code, and what it tells.
const shortage: components['schemas']['problem.fuel.stock_insufficient'] | undefined =
  refused.error.code === 'fuel.stock_insufficient' ? refused.error : undefined
console.log(
  JSON.stringify({
    balances: [received.balanceLitres, used.balanceLitres],
    history: history.data.map(({ type, amountLitres }) => [type, amountLitres]),
    refused: { status: refused.response.status, available: shortage?.params.availableLitres },
  }),
)
`

test('types made from the document compile, and a client made of them works with what they promise', async () => {
  const document = await (await fetch(`${server.url}/api/v1/openapi.json`)).text()
  await writeFile(join(folder, 'openapi.json'), document)
  const maker = join(dirname(require.resolve('openapi-typescript/package.json')), 'bin', 'cli.js')
  await run(process.execPath, [maker, 'openapi.json', '--output', 'api.ts'], { cwd: folder })
  await writeFile(join(folder, 'client.ts'), CLIENT)
  const options = {
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    target: 'es2023',
    module: 'nodenext',
    allowImportingTsExtensions: true,
    skipLibCheck: true,
    types: ['node'],
  }
  await writeFile(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ compilerOptions: options, files: ['client.ts'] }),
  )
  const compiler = require.resolve('typescript/bin/tsc')
  const { stdout: complaints } = await run(process.execPath, [compiler, '--project', '.'], {
    cwd: folder,
  }).catch((error: { stdout: string }) => error)
  expect(complaints).toBe('')
  const url = `${server.url}/api/v1`
  const { stdout } = await run(process.execPath, ['client.ts', url, server.login, server.password], {
    cwd: folder,
  })
  expect(JSON.parse(stdout)).toEqual({
    balances: [5_000, 4_879.5],
    history: [
      ['OUT', 120.5],
      ['IN', 5_000],
    ],
    refused: { status: 422, available: 4_879.5 },
  })
}, 180_000)
