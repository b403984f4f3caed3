import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readFolder, refuseTakenExports, refuseTakenRoutes } from './checkout.ts'
import { featureFiles, manifestLines } from './feature-files.ts'
import { insertImport, insertIntoBlock } from './insert-lines.ts'
import { type Names, parseFeature } from './names.ts'
import type { Plan } from './plan.ts'
import { Refusal } from './refusal.ts'

/**
 * A new feature inside an app: its files, its line in the contract's index, and its entries in the manifest.
 *
 * @throws {Refusal} where the app is unknown, or a name cannot be used or is taken.
 */
export function planFeature(root: string, app?: string, feature?: string, entity?: string): Plan {
  if (app === undefined || app === '') {
    throw new Refusal('Name the app and the feature: npm run new:feature -- fuel delivery-orders')
  }
  const apps = readdirSync(join(root, 'apps')).filter((name) =>
    existsSync(join(root, 'apps', name, 'app.ts')),
  )
  if (!apps.includes(app)) {
    throw new Refusal(
      `There is no app "${app}"; there are ${apps.join(', ')}. For a new one: npm run new:app -- ${app}`,
    )
  }
  const names = parseFeature(app, feature, entity)
  refuseTakenNames(root, names)
  const migrations = readFolder(root, `apps/${app}/migrations`, '.sql')
  const created = featureFiles(names, {
    number: nextNumber([...migrations.keys()]),
    newSchema: ![...migrations.values()].some((text) => new RegExp(`^CREATE SCHEMA ${app};`, 'm').test(text)),
  })
  const index = `apps/${app}/contract/index.ts`
  const exportLine = `export * from './${names.entities}.ts'\n`
  const { changed, byHand } = enterManifest(root, names)
  if (existsSync(join(root, index))) {
    changed.set(index, readFileSync(join(root, index), 'utf8') + exportLine)
  } else created.set(index, exportLine)
  return {
    created,
    changed,
    byHand,
    next: [
      `npm test -- apps/${app}/server/${names.entities}   one test fails and says what to write first`,
      `Give the permissions ${app}.${names.entity}.* to the roles that need them, and say the new texts in Indonesian`,
      `Tell in apps/${app}/README.md what ${names['entities words']} are for; words that are not in everyday use go to CONTEXT.md`,
      'npm run generate && npm run check',
    ],
  }
}

function refuseTakenNames(root: string, names: Names): void {
  const { app, entities, entity, Entity, Entities, entityCamel } = names
  for (const path of [`contract/${entities}.ts`, `server/${entities}`, `web/${entities}`]) {
    if (existsSync(join(root, 'apps', app, path))) throw new Refusal(`apps/${app}/${path} exists already.`)
  }
  for (const [file, text] of readFolder(root, `apps/${app}/migrations`, '.sql')) {
    if (new RegExp(`CREATE TABLE ${app}\\.${names.entity_snake}\\b`).test(text)) {
      throw new Refusal(
        `${file} creates the table ${app}.${names.entity_snake} already. Choose another name than "${entity}".`,
      )
    }
  }
  refuseTakenRoutes(root, `/${app}/${entities}`)
  refuseTakenExports(root, app, [
    Entity,
    `list${Entities}`,
    ...['read', 'create', 'update'].map((verb) => verb + Entity),
    ...['NotFound', 'NameTaken', 'Created'].map((end) => entityCamel + end),
  ])
}

function nextNumber(migrations: readonly string[]): string {
  const numbers = migrations.map((path) => Number(/\/(\d{4})_[^/]+$/.exec(path)?.[1] ?? 0))
  return String(Math.max(0, ...numbers) + 1).padStart(4, '0')
}

/** Where an app may keep a part of its manifest: in app.ts itself, in a file beside it, or in its counterpart for the console. */
const PLACES = {
  permissions: [
    ['app.ts', /^ {2}permissions: \{/],
    ['permissions.ts', /^export const \w*[pP]ermissions\b.*= \{/],
  ],
  records: [
    ['app.ts', /^ {2}records: \{/],
    ['contract/records.ts', /^export const \w*[rR]ecords\b.*= \{/],
  ],
  menus: [['app.ts', /^ {2}menus: \[/]],
  operations: [['app.ts', /^ {2}operations: \[/]],
  constraints: [
    ['app.ts', /^ {2}constraints: \{/],
    ['constraints.ts', /^export const \w+\b.*= \{/],
  ],
  textsId: [['texts.ts', /^ {2}id: \{/]],
  textsEn: [['texts.ts', /^ {2}en: \{/]],
  screens: [['web/index.tsx', /^ {2}screens: \[/]],
  wordsId: [['web/texts/id.ts', /^export const id = \{/]],
  wordsEn: [['web/texts/en.ts', /^export const en\b.*= \{/]],
} as const satisfies Record<string, readonly (readonly [file: string, opener: RegExp])[]>

const WORDS_FOR: Readonly<Record<string, string>> = {
  textsId: 'the Indonesian texts',
  textsEn: 'the English texts',
  wordsId: 'the screen’s Indonesian words',
  wordsEn: 'the screen’s English words',
}

/** Each part is either put in its place or left to the person, with the lines to add. */
function enterManifest(root: string, names: Names): { changed: Map<string, string>; byHand: Plan['byHand'] } {
  const lines = manifestLines(names)
  const changed = new Map<string, string>()
  const byHand: Plan['byHand'][number][] = []
  const textOf = (path: string) =>
    changed.get(path) ?? (existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : undefined)
  const imports: Partial<Record<keyof typeof PLACES, string>> = {
    operations: lines.importRoutes,
    constraints: lines.importProblem,
    records: lines.importEntity,
  }
  for (const part of Object.keys(PLACES) as (keyof typeof PLACES)[]) {
    const needed = imports[part]
    const entered = PLACES[part].some(([file, opener]) => {
      const path = `apps/${names.app}/${file}`
      const text = textOf(path)
      const inserted = text && insertIntoBlock(text, opener, lines[part])
      // Beside the feature's own contract it is the nearer one.
      const near = file.startsWith('contract/') ? needed?.replace("'./contract/", "'./") : needed
      const complete = inserted && near ? insertImport(inserted, near) : inserted
      if (complete) changed.set(path, complete)
      return Boolean(complete)
    })
    if (!entered) {
      const isScreen = PLACES[part][0][0].startsWith('web/')
      byHand.push({
        file: `apps/${names.app}/${isScreen ? PLACES[part][0][0] : 'app.ts'}`,
        what: WORDS_FOR[part as string] ?? `the ${part}`,
        lines: [...(needed ? [needed] : []), ...lines[part]],
      })
    }
  }
  return { changed, byHand }
}
