import { type Format, formatOf, type Locale } from '@lumbung/contract'
import { z } from 'zod'
import { type AppWords, wordsOfPermission } from '../../contract/permission-words.ts'
import { roleWords } from '../access/role-words.ts'
import type { Catalogue } from '../app/catalogue.ts'
import { type FieldMeta, unwrap } from '../operation/unwrap.ts'
import type { Texts } from '../texts/texts.ts'
import type { trailTexts } from './trail-texts.ts'

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/
const DAY = /^\d{4}-\d\d-\d\d$/
const NUMBER = /^-?\d+(\.\d+)?$/
/** `site:01936f2a-…`, as reaches were recorded before they had their names with them. */
const PLACE = /^([a-z-]+)(?::[0-9a-f-]{36})?$/

/** A field's schema and what it says of itself. */
export interface Told {
  schema: z.ZodType
  meta: FieldMeta
}

export function toldBy(schema: z.ZodType): Told {
  const { inner, meta } = unwrap(schema)
  return { schema: inner, meta }
}

/** Recorded values in the reader's language: numbers, times and choices as the console shows them, references by name. */
export class ValueWords {
  readonly #catalogue: Catalogue
  readonly #texts: Texts
  readonly #locale: Locale
  readonly #format: Format
  readonly #apps: readonly AppWords[]

  constructor(catalogue: Catalogue, texts: Texts, locale: Locale, zone: string) {
    this.#catalogue = catalogue
    this.#texts = texts
    this.#locale = locale
    this.#format = formatOf(locale, zone)
    this.#apps = catalogue.apps.map(({ id, name, permissions = {}, records = {} }) => ({
      id,
      name,
      permissions: Object.entries(permissions).map(([permission, label]) => ({ id: permission, label })),
      records: Object.entries(records).map(([kind, { label }]) => ({ kind, label })),
    }))
  }

  text(key: keyof typeof trailTexts.id, params: Record<string, unknown> = {}): string {
    return this.#texts.say(this.#locale, key, params)
  }

  /** Undefined where it says nothing to people: the id of another record. `zone`: in whose clocks its instants are read. */
  say(value: unknown, field: Told | undefined, zone?: string): string | undefined {
    if (value === null || value === undefined || value === '') return this.text('trail.nothing')
    const words = this.#wordsOf(value, field?.meta.wordsOf)
    if (words !== undefined) return words
    if (typeof value === 'boolean') return this.text(value ? 'trail.yes' : 'trail.no')
    if (Array.isArray(value)) return this.#list(value, field, zone)
    if (typeof value === 'object') return this.#object(value as Record<string, unknown>, field, zone)
    if (field?.schema instanceof z.ZodUUID) return undefined
    if (typeof value === 'string') return this.#string(value, field, zone)
    return typeof value === 'number' ? this.#number(value, field?.meta) : String(value)
  }

  /** With its sign in any case: `−1.200 L`, `+5.000 L`. */
  signed(value: number, meta: FieldMeta): string {
    const sign = value > 0 ? '+' : ''
    return sign + this.#number(value, meta)
  }

  #number(value: number, meta: FieldMeta | undefined): string {
    const text = `${value < 0 ? '−' : ''}${this.#format.number(Math.abs(value), 10)}`
    return meta?.unit ? `${text}\u00a0${meta.unit}` : text
  }

  #string(value: string, field: Told | undefined, zone: string | undefined): string | undefined {
    const choice = field?.meta.choices?.[value]
    if (choice) return choice[this.#locale]
    if (field?.schema instanceof z.ZodNumber && NUMBER.test(value))
      return this.#number(Number(value), field.meta)
    if (INSTANT.test(value)) return this.#format.instant(value, zone)
    return DAY.test(value) ? this.#format.day(value) : value
  }

  #list(values: readonly unknown[], field: Told | undefined, zone: string | undefined): string {
    const said = values.map((value) => this.say(value, elementOf(field), zone)).filter((text) => text)
    return said.length === 0 ? this.text('trail.nothing') : said.join(', ')
  }

  /** What has a name is called by it; of anything else, what its parts say. */
  #object(value: Record<string, unknown>, field: Told | undefined, zone: string | undefined): string {
    if (typeof value.name === 'string') return value.name
    const shape = field?.schema instanceof z.ZodObject ? field.schema.shape : {}
    const parts = Object.entries(value).flatMap(([name, part]) => {
      if (part === null || part === undefined) return []
      const told = shape[name] ? toldBy(shape[name] as z.ZodType) : undefined
      const said = told?.meta.untold ? undefined : this.say(part, told, zone)
      if (said === undefined) return []
      const label = told?.meta.label?.[this.#locale]
      return [label && !(part as { name?: unknown }).name ? `${label.toLowerCase()} ${said}` : said]
    })
    return parts.length === 0 ? this.text('trail.nothing') : parts.join(', ')
  }

  #wordsOf(value: unknown, kind: FieldMeta['wordsOf']): string | undefined {
    if (kind === 'permission') {
      return typeof value === 'string' ? wordsOfPermission(value, this.#apps)?.[this.#locale] : undefined
    }
    if (kind === 'operation') {
      return this.#catalogue.operations.get(String(value))?.operation.summary[this.#locale]
    }
    if (kind === 'role') return this.#role(value)
    return kind === 'scope' ? this.#scope(value) : undefined
  }

  /** Old entries name a role by its key alone. */
  #role(value: unknown): string | undefined {
    const { key = '', name } = (typeof value === 'string' ? { key: value } : value) as Named
    const known = this.#catalogue.roleTemplates.get(key)?.name.id
    const called = name ?? known
    return called === undefined ? undefined : roleWords(this.#catalogue, { key, name: called }, this.#locale)
  }

  #scope(value: unknown): string | undefined {
    const { kind, name } =
      typeof value === 'string' ? { kind: PLACE.exec(value)?.[1], name: undefined } : (value as Named)
    if (kind === 'tenant') return this.text('trail.everywhere')
    if (kind === 'own') return this.text('trail.own')
    return name ?? this.#catalogue.scopes.get(String(kind))?.label[this.#locale]
  }
}

interface Named {
  key?: string
  kind?: string
  name?: string
}

function elementOf(field: Told | undefined): Told | undefined {
  if (!(field?.schema instanceof z.ZodArray)) return undefined
  const element = toldBy(field.schema.element as z.ZodType)
  // What a list says of itself holds for its entries: a list of permissions.
  return { schema: element.schema, meta: { wordsOf: field.meta.wordsOf, ...element.meta } }
}
