import { Refusal } from './refusal.ts'
import { PLATFORM_WORDS, SQL_WORDS, TYPE_WORDS } from './reserved-words.ts'

/** Every way in which the generated files write the name of an app, or of a feature and the entity that it keeps. */
export type Names = Record<keyof ReturnType<typeof spellingsOf>, string>

/**
 * App ids are lower-case letters alone, because one word serves as folder, PostgreSQL schema, URL prefix and first
 * segment of permissions. With an entity of 30 characters the longest constraint name is PostgreSQL's 63.
 */
const APP_ID = /^[a-z]{2,20}$/
const KEBAB = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/
const LONGEST_FEATURE = 40
const LONGEST_ENTITY = 30

/** @throws {Refusal} unless it can name an app. */
export function parseAppId(id: string | undefined): string {
  if (id === undefined || id === '') throw new Refusal('Name the app: npm run new:app -- fleet vehicles')
  if (!APP_ID.test(id))
    throw new Refusal(`"${id}" cannot name an app: use 2 to 20 lower-case letters, such as fleet.`)
  if (PLATFORM_WORDS.has(id))
    throw new Refusal(`"${id}" belongs to the platform itself. Choose another word.`)
  if (SQL_WORDS.has(id) || id.startsWith('pg')) {
    throw new Refusal(`"${id}" cannot name a PostgreSQL schema without quotes. Choose another word.`)
  }
  return id
}

/**
 * The names of a feature of an app: `delivery-orders` keeps entities called `delivery-order`, unless another name is given.
 *
 * @throws {Refusal} unless they can name folders, tables and types.
 */
export function parseFeature(
  app: string,
  feature: string | undefined,
  entity = singularOf(feature ?? ''),
): Names {
  if (feature === undefined || feature === '') {
    throw new Refusal(`Name the feature in the plural: npm run new:feature -- ${app} delivery-orders`)
  }
  for (const [name, longest] of [
    [feature, LONGEST_FEATURE],
    [entity, LONGEST_ENTITY],
  ] as const) {
    if (!KEBAB.test(name) || name.length > longest) {
      throw new Refusal(
        `"${name}" cannot name a feature: use at most ${longest} lower-case letters, digits and single hyphens, such as delivery-orders.`,
      )
    }
  }
  const names = spellingsOf(app, feature, entity)
  if (names.Entity in globalThis || TYPE_WORDS.has(names.Entity)) {
    throw new Refusal(
      `A type ${names.Entity} exists in TypeScript already. Choose a more telling name, such as ${app}-${feature}, ` +
        `or name one of them yourself: npm run new:feature -- ${app} ${feature} ${app}-${entity}`,
    )
  }
  return names
}

/** One of many, by the plain rules of English; any other word stays as it is, as Indonesian words should. */
export function singularOf(plural: string): string {
  if (/[^aeiou]ies$/.test(plural)) return plural.replace(/ies$/, 'y')
  if (/(ss|sh|ch|x|z)es$/.test(plural)) return plural.replace(/es$/, '')
  if (/[^su]s$/.test(plural) && !/is$/.test(plural)) return plural.replace(/s$/, '')
  return plural
}

function spellingsOf(app: string, entities: string, entity: string) {
  const entityWords = entity.replaceAll('-', ' ')
  const article = /^[aeiou]/.test(entity) ? 'an' : 'a'
  return {
    app,
    App: pascal(app),
    entities,
    Entities: pascal(entities),
    entities_snake: entities.replaceAll('-', '_'),
    'entities words': entities.replaceAll('-', ' '),
    Word: capital(entityWords),
    Words: capital(entities.replaceAll('-', ' ')),
    entity,
    Entity: pascal(entity),
    entityCamel: pascal(entity).replace(/^./, (first) => first.toLowerCase()),
    entity_snake: entity.replaceAll('-', '_'),
    'entity words': entityWords,
    'a entity': `${article} ${entityWords}`,
    'A entity': `${article === 'an' ? 'An' : 'A'} ${entityWords}`,
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function pascal(kebab: string): string {
  return kebab.replace(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase())
}
