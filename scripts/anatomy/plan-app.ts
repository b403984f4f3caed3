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
const CONSOLE = 'server/web/apps.ts'
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
    'zod version': versionIn(root, 'platform/contract/package.json', 'zod'),
    'react version': versionIn(root, 'platform/ui/package.json', 'react'),
    permissions: block(lines.permissions),
    records: block(lines.records),
    menu: block(lines.menus),
    constraints: block(lines.constraints),
    'texts id': block(lines.textsId),
    'texts en': block(lines.textsEn),
    screens: block(lines.screens),
    'words id': block(lines.wordsId),
    'words en': block(lines.wordsEn),
  }
  const files: readonly [template: string, path: string][] = [
    ['app/README.md', 'README.md'],
    ['app/package.json', 'package.json'],
    ['app/app.ts', 'app.ts'],
    ['app/texts.ts', 'texts.ts'],
    ['app/contract-index.ts', 'contract/index.ts'],
    ['app/web-index.tsx', 'web/index.tsx'],
    ['app/web-texts-id.ts', 'web/texts/id.ts'],
    ['app/web-texts-en.ts', 'web/texts/en.ts'],
    ['app/web-use-texts.ts', `web/texts/use-${names.app}-texts.ts`],
  ]
  return new Map(files.map(([template, path]) => [`apps/${names.app}/${path}`, render(template, words)]))
}

/** The lines in the product's two lists of apps, and the dependency that makes them resolve. */
function enterProduct(root: string, app: string): Pick<Plan, 'changed' | 'byHand'> {
  const server = JSON.parse(readFileSync(join(root, PRODUCT_PACKAGE), 'utf8')) as {
    dependencies: Record<string, string>
  }
  server.dependencies[`@lumbung/${app}`] = '0.1.0'
  const changed = new Map([[PRODUCT_PACKAGE, `${JSON.stringify(server, null, 2)}\n`]])
  const byHand: Plan['byHand'][number][] = []
  const lists = [
    { file: PRODUCT, opener: /^export const apps\b.*= \[/, from: `@lumbung/${app}`, entry: `${app}App` },
    {
      file: CONSOLE,
      opener: /^export const webApps\b.*= \[/,
      from: `@lumbung/${app}/web`,
      entry: `${app}Web`,
    },
  ]
  for (const { file, opener, from, entry } of lists) {
    const importLine = `import { ${entry} } from '${from}'`
    const imported = insertImport(readFileSync(join(root, file), 'utf8'), importLine)
    const entered = imported && insertIntoBlock(imported, opener, [`${entry},`])
    if (entered === undefined) byHand.push({ file, what: 'the app', lines: [importLine, entry] })
    else changed.set(file, entered)
  }
  return { changed, byHand }
}

/** The one that this part of the platform uses. */
function versionIn(root: string, path: string, name: string): string {
  const { dependencies } = JSON.parse(readFileSync(join(root, path), 'utf8')) as {
    dependencies: Record<string, string>
  }
  const version = dependencies[name]
  if (version === undefined) throw new Error(`${path} does not depend on ${name}`)
  return version
}
