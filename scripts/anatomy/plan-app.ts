import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { refuseTakenRoutes } from './checkout.ts'
import { featureFiles, manifestLines } from './feature-files.ts'
import { insertImport, insertIntoBlock } from './insert-lines.ts'
import { type Names, parseAppId, parseFeature } from './names.ts'
import type { Plan } from './plan.ts'
import { Refusal } from './refusal.ts'
import { render } from './render.ts'

const PRODUCT = 'server/src/apps.ts'
const PRODUCT_PACKAGE = 'server/package.json'

/**
 * A new app with its first feature, entered into the product's list.
 *
 * @throws {Refusal} where a name cannot be used or is taken.
 */
export function planApp(root: string, id?: string, feature = 'items', entity?: string): Plan {
  const app = parseAppId(id)
  if (existsSync(join(root, 'apps', app)) || existsSync(join(root, 'platform', app))) {
    throw new Refusal(
      `There is an app or part called "${app}" already. For a feature inside it: npm run new:feature`,
    )
  }
  const names = parseFeature(app, feature, entity)
  refuseTakenRoutes(root, `/${app}`)
  const product = enterProduct(root, app)
  const created = new Map([
    ...appFiles(root, names),
    ...featureFiles(names, { number: '0001', newSchema: true }),
  ])
  return {
    created,
    changed: product.changed,
    byHand: product.byHand,
    next: [
      'npm install                      links the new workspace and records it in package-lock.json',
      `npm test -- apps/${app}${' '.repeat(Math.max(1, 16 - app.length))}one test fails and says what to write first`,
      `Say what the app is for in apps/${app}/README.md and app.ts, its words in CONTEXT.md and in Indonesian in texts.ts`,
      'npm run generate && npm run check',
    ],
  }
}

function appFiles(root: string, names: Names): Map<string, string> {
  const lines = manifestLines(names)
  const block = (of: readonly string[]) => of.map((line) => `    ${line}`).join('\n')
  const words = {
    ...names,
    'zod version': zodVersion(root),
    permissions: block(lines.permissions),
    menu: block(lines.menus),
    constraints: block(lines.constraints),
    'texts id': block(lines.textsId),
    'texts en': block(lines.textsEn),
  }
  const files: readonly [template: string, path: string][] = [
    ['app/README.md', 'README.md'],
    ['app/package.json', 'package.json'],
    ['app/app.ts', 'app.ts'],
    ['app/texts.ts', 'texts.ts'],
    ['app/contract-index.ts', 'contract/index.ts'],
  ]
  return new Map(files.map(([template, path]) => [`apps/${names.app}/${path}`, render(template, words)]))
}

/** The line in the product's list of apps, and the dependency that makes it resolve. */
function enterProduct(root: string, app: string): Pick<Plan, 'changed' | 'byHand'> {
  const importLine = `import { ${app}App } from '@lumbung/${app}'`
  const list = readFileSync(join(root, PRODUCT), 'utf8')
  const imported = insertImport(list, importLine)
  const entered = imported && insertIntoBlock(imported, /^export const apps\b.*= \[/, [`${app}App,`])
  const server = JSON.parse(readFileSync(join(root, PRODUCT_PACKAGE), 'utf8')) as {
    dependencies: Record<string, string>
  }
  server.dependencies[`@lumbung/${app}`] = '0.1.0'
  const changed = new Map([[PRODUCT_PACKAGE, `${JSON.stringify(server, null, 2)}\n`]])
  if (entered === undefined) {
    return { changed, byHand: [{ file: PRODUCT, what: 'the app', lines: [importLine, `${app}App`] }] }
  }
  return { changed: changed.set(PRODUCT, entered), byHand: [] }
}

/** The one that the contracts of the platform use. */
function zodVersion(root: string): string {
  const path = join(root, 'platform/contract/package.json')
  const { dependencies } = JSON.parse(readFileSync(path, 'utf8')) as { dependencies: { zod: string } }
  return dependencies.zod
}
