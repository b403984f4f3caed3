import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach } from 'vitest'
import { applyPlan, type Plan } from './plan.ts'

/** The part of a checkout that the generators look at, in a folder of its own that is gone after the test. */
export interface Checkout {
  root: string
  write(path: string, text: string): void
  read(path: string): string
  apply(plan: Plan): void
  /** Every file below a folder, relative to it, sorted. */
  list(folder: string): string[]
}

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

const FILES = {
  'server/src/apps.ts': `import { adminApp } from '@lumbung/admin'
import type { AppManifest } from '@lumbung/kernel'

export const apps: readonly AppManifest[] = [adminApp]
`,
  'server/package.json': '{ "name": "@lumbung/server", "dependencies": { "@lumbung/admin": "0.1.0" } }\n',
  'server/web/apps.ts': `import { adminWeb } from '@lumbung/admin/web'
import type { WebApp } from '@lumbung/ui'

export const webApps: readonly WebApp[] = [adminWeb]
`,
  'platform/contract/package.json': '{ "dependencies": { "zod": "^4.6.7" } }\n',
  'platform/ui/package.json': '{ "dependencies": { "react": "^19.3.1" } }\n',
  'platform/kernel/contract/exports.ts': `export const createExport = query({ http: 'POST /exports' })\n`,
  'apps/admin/app.ts': 'export const adminApp = defineApp({})\n',
}

export function createCheckout(): Checkout {
  const root = mkdtempSync(join(tmpdir(), 'lumbung-anatomy-'))
  folders.push(root)
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  for (const [path, text] of Object.entries(FILES)) write(path, text)
  return {
    root,
    write,
    read: (path) => readFileSync(join(root, path), 'utf8'),
    apply: (plan) => applyPlan(root, plan),
    list: (folder) =>
      existsSync(join(root, folder))
        ? readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
            .filter((entry) => entry.isFile())
            .map((entry) => join(entry.parentPath, entry.name).slice(join(root, folder).length + 1))
            .sort()
        : [],
  }
}
