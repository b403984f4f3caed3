import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { type Plugin, transformWithOxc } from 'vite'

const SOURCE = fileURLToPath(new URL('service-worker.ts', import.meta.url))
const PUBLIC = ['/favicon.svg', '/manifest.webmanifest']

/**
 * Writes `sw.js` beside the page, with the names of all files of this build. It is no part of the bundle, whose shared
 * chunks a worker could not import; its version is that of the names, which carry the hashes of their contents.
 */
export function serviceWorker(): Plugin {
  return {
    name: 'lumbung-service-worker',
    apply: 'build',
    async generateBundle(_options, bundle) {
      const assets = Object.keys(bundle).filter(
        (name) => name.startsWith('assets/') && !name.endsWith('.map'),
      )
      const files = [...assets.map((name) => `/${name}`).sort(), ...PUBLIC]
      const text = await readFile(SOURCE, 'utf8')
      const version = createHash('sha256').update(files.join('\n')).update(text).digest('hex').slice(0, 16)
      const { code } = await transformWithOxc(text, SOURCE, {
        define: { __FILES__: JSON.stringify(files), __VERSION__: JSON.stringify(version) },
        sourcemap: false,
      })
      this.emitFile({ type: 'asset', fileName: 'sw.js', source: code })
    },
  }
}
