import { randomBytes } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join, sep } from 'node:path'
import fastifyStatic from '@fastify/static'
import { raise } from '@lumbung/contract'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { unknownRoute } from '../../contract/problems.ts'
import type { Services } from '../app/services.ts'
import type { Config } from '../config/config.ts'
import { consolePolicy, WORKER_POLICY } from './security-headers.ts'

const PAGE = 'index.html'
/** What the build leaves in the page where a nonce belongs. */
const NONCE = '__CSP_NONCE__'
/** Names under `/assets` carry a hash of the content: what was fetched once is never asked for again. */
const FOR_EVER = 'public, max-age=31536000, immutable'
const AN_HOUR = 'public, max-age=3600'
/** These have no pages: an unknown path below them stays unknown, whoever asks. */
const NO_PAGES = /^\/(api|assets|health|metrics)(\/|$)/

/**
 * The built console: its assets, the files beside its page, and the page itself for every path that a browser opens, since
 * which screens there are is known in the browser alone. Nothing is served where no folder is given, nor by a worker.
 */
export async function registerConsole(server: FastifyInstance, { config }: Services): Promise<void> {
  const folder = config.consoleFolder
  if (folder === undefined || config.role === 'worker') return
  const files = await filesBeside(folder)
  await server.register(async (pages) => {
    pages.addHook('onRequest', async (request) => {
      if (!isPlain(request.url)) throw raise(unknownRoute, {})
    })
    const assets = join(folder, 'assets')
    await pages.register(fastifyStatic, {
      root: assets,
      prefix: '/assets/',
      index: false,
      dotfiles: 'ignore',
      preCompressed: true,
      cacheControl: false,
      setHeaders: (reply, path) => {
        reply.header('cache-control', path.startsWith(assets + sep) ? FOR_EVER : AN_HOUR)
        if (/\.m?js(\.\w+)?$/.test(path)) reply.header('content-security-policy', WORKER_POLICY)
      },
    })
    for (const name of files) {
      pages.get(`/${name}`, (_request, reply) => reply.sendFile(name, folder))
    }
    pages.get('/*', (request, reply) => (opensPage(request) ? sendPage(reply, folder) : reply.callNotFound()))
  })
}

/** Asked before anything is started: a page without nonces would be shown and not run. */
export async function assertConsole({ consoleFolder: folder }: Pick<Config, 'consoleFolder'>): Promise<void> {
  if (folder === undefined) return
  const page = await readFile(join(folder, PAGE), 'utf8').catch((cause: unknown) => {
    throw new Error(`there is no built console in ${folder}`, { cause })
  })
  if (!page.includes(NONCE)) throw new Error(`${join(folder, PAGE)} has no place for a nonce (${NONCE})`)
}

/** Icon, manifest and the like; what only the build needs begins with a dot. */
async function filesBeside(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile() && entry.name !== PAGE && !/^\.|\.(br|gz)$/.test(entry.name))
    .map(({ name }) => name)
}

/** Dots, doubled or turned slashes, control characters: a path that means another one. A folder of assets is no page. */
const MISLEADING = /\/[./]|\\|\p{Cc}|^\/assets\/(.*\/)?$/u

function isPlain(url: string): boolean {
  try {
    return !MISLEADING.test(decodeURIComponent(pathOf(url)))
  } catch {
    return false
  }
}

function opensPage(request: FastifyRequest): boolean {
  const path = pathOf(request.url)
  if (path === '/') return true
  return !NO_PAGES.test(path) && (request.headers.accept?.includes('text/html') ?? false)
}

function pathOf(url: string): string {
  return url.split('?', 1)[0] as string
}

/** Read each time, so that a console that was built anew is served with its own assets; never stored without being asked for again. */
async function sendPage(reply: FastifyReply, folder: string): Promise<FastifyReply> {
  const nonce = randomBytes(16).toString('base64')
  const page = await readFile(join(folder, PAGE), 'utf8')
  return reply
    .header('content-security-policy', consolePolicy(nonce))
    .header('cache-control', 'no-cache')
    .header('vary', 'accept')
    .type('text/html; charset=utf-8')
    .send(page.replaceAll(NONCE, nonce))
}
