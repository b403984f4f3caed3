import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const WEB = join(ROOT, 'server/web')
const VITE = join(fileURLToPath(import.meta.resolve('vite/package.json')), '../bin/vite.js')
const STAMP = '.sources'
/** Everything that ends up in the bundle, and the versions of what it is made with. */
const SOURCES = [
  'platform/contract',
  'platform/client',
  'platform/ui',
  'platform/console',
  'server/web',
  'apps',
]
const COMPRESSED = /\.(js|css|svg|json|webmanifest)$/

/** The folder of the built console; built first where its sources have changed since. */
export async function ensureConsole(): Promise<string> {
  const folder = join(WEB, 'dist')
  const sources = await hashSources()
  if ((await stampOf(folder)) !== sources) await buildConsole(folder, sources)
  return folder
}

/** Bundles, compresses, and puts the result in place at once, so that a server in between never serves half of it. */
export async function buildConsole(folder: string, sources?: string): Promise<void> {
  const fresh = `${folder}.${process.pid}`
  await bundle(fresh)
  for (const file of await filesBelow(fresh)) if (COMPRESSED.test(file)) await compress(file)
  await writeFile(join(fresh, STAMP), sources ?? (await hashSources()))
  await mkdir(join(folder, '..'), { recursive: true })
  await rm(folder, { recursive: true, force: true })
  await rename(fresh, folder)
}

/** In a process of its own, because what this one is for (tests, development) must not decide what browsers get. */
async function bundle(outDir: string): Promise<void> {
  const args = [
    'build',
    '--config',
    join(WEB, 'vite.config.ts'),
    '--outDir',
    outDir,
    '--emptyOutDir',
    '--logLevel',
    'warn',
  ]
  const env = { ...process.env, NODE_ENV: 'production' }
  await promisify(execFile)(process.execPath, [VITE, ...args], { cwd: ROOT, env })
}

async function compress(file: string): Promise<void> {
  const content = await readFile(file)
  const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY }
  await writeFile(`${file}.br`, await promisify(brotliCompress)(content, { params }))
  await writeFile(`${file}.gz`, await promisify(gzip)(content, { level: constants.Z_BEST_COMPRESSION }))
}

async function stampOf(folder: string): Promise<string | null> {
  const file = join(folder, STAMP)
  return existsSync(file) ? readFile(file, 'utf8') : null
}

async function hashSources(): Promise<string> {
  const folders = [...SOURCES, 'platform/kernel/contract', 'platform/ledger/contract']
  const files = [join(ROOT, 'package-lock.json')]
  for (const folder of folders) files.push(...(await filesBelow(join(ROOT, folder))))
  const hash = createHash('sha256')
  for (const file of files.filter(isBundled).sort()) {
    hash
      .update(relative(ROOT, file))
      .update('\0')
      .update(await readFile(file))
      .update('\0')
  }
  return hash.digest('hex')
}

function isBundled(file: string): boolean {
  return !/\.test\.tsx?$|\/(server|migrations|seed)\/(?!web\/)/.test(
    relative(ROOT, file).replace(/^server\//, ''),
  )
}

async function filesBelow(folder: string): Promise<string[]> {
  const found: string[] = []
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.name === 'node_modules' || entry.name.startsWith('dist')) continue
    const path = join(folder, entry.name)
    if (entry.isDirectory()) found.push(...(await filesBelow(path)))
    else found.push(path)
  }
  return found
}
