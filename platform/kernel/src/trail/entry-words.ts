import { fillTemplate, type Locale, type Operation } from '@lumbung/contract'
import { z } from 'zod'
import type { Catalogue } from '../app/catalogue.ts'
import type { Texts } from '../texts/texts.ts'
import { type Changes, isSame, MASK } from './changes.ts'
import { SOURCE_FIELD } from './complete-audits.ts'
import type { KnownRecord } from './known-records.ts'
import { toldInShort } from './told-in-short.ts'
import { type Told, toldBy, ValueWords } from './value-words.ts'

export interface TrailEntry {
  operation: string
  resourceType: string | null
  resourceId: string | null
  changes: Record<string, unknown[]> | null
}

/** One field of what happened, in words. Of a list, `before` and `after` hold only what went and what came. */
export interface TrailFact {
  field: string
  label: string
  kind: 'added' | 'removed' | 'changed' | 'masked'
  /** Whether the field is a list: `before` and `after` are then parts of it. */
  isList: boolean
  before: string[]
  after: string[]
}

export interface TrailThing {
  /** What was done: the operation's words. */
  title: string
  /** What kind of record it was done to. */
  kind: string | null
  /** Which one: `−1.200 L Solar, Genset`; null where the entry does not hold it. */
  name: string | null
  /** The most telling facts on one line. */
  told: string
  /** Its screen, where there is one and the record was not removed. */
  path: string | null
  facts: TrailFact[]
}

/** Never told: they say nothing to people. */
const TECHNICAL = new Set(['id', 'version', 'createdAt', 'updatedAt'])
const SOURCE: Told = { schema: z.object({ name: z.string() }), meta: {} }

/** Entries of the trail in the reader's language, by what the contracts say of their operation and record. */
export class EntryWords {
  readonly #catalogue: Catalogue
  readonly #locale: Locale
  readonly #values: ValueWords

  constructor(catalogue: Catalogue, texts: Texts, locale: Locale, zone: string) {
    this.#catalogue = catalogue
    this.#locale = locale
    this.#values = new ValueWords(catalogue, texts, locale, zone)
  }

  thing(entry: TrailEntry): TrailThing {
    const { operation, resourceType, resourceId } = entry
    const record = this.#catalogue.records.get(resourceType)
    const told = this.#fieldsOf(operation, record)
    const changes = inCamelCase(entry.changes ?? {})
    const facts = this.#factsOf(changes, told)
    const name = this.#nameOf(changes, told, record)
    const inName = record?.nameFields ?? []
    const isGone =
      Object.keys(changes).length > 0 && Object.values(changes).every(([, after]) => after === null)
    return {
      title: this.#titleOf(operation),
      kind: record?.label[this.#locale] ?? resourceType,
      name,
      told: toldInShort(
        facts.filter(({ field, kind }) => kind === 'changed' || !inName.includes(field)),
        (count) => this.#values.text('trail.more', { count }),
      ),
      path: isGone || record?.path === undefined ? null : pathOf(record.path, resourceId),
      facts,
    }
  }

  /** Who did it: work that nobody asked for is the system's; who is no member here came from the platform. */
  actor({ actorId, actorName }: { actorId: string | null; actorName: string | null }): string {
    return actorName ?? this.#values.text(actorId === null ? 'trail.system' : 'trail.outside')
  }

  #titleOf(operation: string): string {
    const known = this.#catalogue.operations.get(operation)?.operation.summary
    return (known ?? this.#catalogue.facts.get(operation))?.[this.#locale] ?? operation
  }

  /** The record's own fields first and in its order, then those of the operation. */
  #fieldsOf(operationId: string, record: KnownRecord | undefined): Map<string, Told> {
    const operation = this.#catalogue.operations.get(operationId)?.operation
    const shapes = [record?.entity.shape, operation?.input.shape, shapeOf(operation)]
    const fields = new Map<string, Told>()
    for (const shape of shapes) {
      for (const [field, schema] of Object.entries(shape ?? {})) {
        if (!fields.has(field)) fields.set(field, toldBy(schema as z.ZodType))
      }
    }
    return fields.set(SOURCE_FIELD, SOURCE)
  }

  #nameOf(changes: Changes, told: Map<string, Told>, record: KnownRecord | undefined): string | null {
    if (!record) return null
    if (record.name === undefined) return record.label[this.#locale]
    const name = fillTemplate(record.name, (field) => {
      const [before, after] = changes[field] ?? [null, null]
      const value = after ?? before
      return value === null ? undefined : this.#say(field, value, changes, told)
    })
    return name ?? null
  }

  #factsOf(changes: Changes, told: Map<string, Told>): TrailFact[] {
    const ordered = [...[...told.keys()].filter((field) => changes[field]), ...Object.keys(changes)]
    return [...new Set(ordered)].flatMap((field): TrailFact[] => {
      const [before, after] = changes[field] as [unknown, unknown]
      if (TECHNICAL.has(field) || told.get(field)?.meta.untold) return []
      const fact = { field, label: this.#labelOf(field, told) }
      if (before === MASK || after === MASK)
        return [{ ...fact, kind: 'masked', isList: false, before: [], after: [] }]
      if (isSame(before, after)) return []
      const sides = this.#sides(field, changes, told)
      if (sides.before.length === 0 && sides.after.length === 0) return []
      const kind = before === null ? 'added' : after === null ? 'removed' : 'changed'
      return [{ ...fact, kind, isList: Array.isArray(after ?? before), ...sides }]
    })
  }

  #sides(field: string, changes: Changes, told: Map<string, Told>): { before: string[]; after: string[] } {
    const [before, after] = changes[field] as [unknown, unknown]
    const say = (value: unknown) => this.#say(field, value, changes, told)
    const present = (texts: (string | undefined)[]) => texts.filter((text) => text !== undefined)
    if (!Array.isArray(before ?? []) || !Array.isArray(after ?? [])) {
      return {
        before: before === null ? [] : present([say(before)]),
        after: after === null ? [] : present([say(after)]),
      }
    }
    const [were, are] = [(before ?? []) as unknown[], (after ?? []) as unknown[]]
    const each = (value: unknown) => say([value])
    return { before: present(without(were, are).map(each)), after: present(without(are, were).map(each)) }
  }

  #say(field: string, value: unknown, changes: Changes, told: Map<string, Told>): string | undefined {
    const known = told.get(field)
    const signedBy = known?.meta.signedBy
    if (known && signedBy && typeof value === 'number') {
      const [before, after] = changes[signedBy.field] ?? [null, null]
      return this.#values.signed(
        signedBy.minus.includes(String(after ?? before)) ? -value : value,
        known.meta,
      )
    }
    const [zoneBefore, zoneAfter] = changes.zone ?? [null, null]
    const zone = zoneAfter ?? zoneBefore
    return this.#values.say(value, known, typeof zone === 'string' ? zone : undefined)
  }

  #labelOf(field: string, told: Map<string, Told>): string {
    if (field === SOURCE_FIELD) return this.#values.text('trail.imported_from')
    return told.get(field)?.meta.label?.[this.#locale] ?? spelledOut(field)
  }
}

function shapeOf(operation: Operation | undefined): z.ZodRawShape | undefined {
  return operation?.output instanceof z.ZodObject ? operation.output.shape : undefined
}

function pathOf(template: string, id: string | null): string | null {
  return fillTemplate(template, () => (id === null ? undefined : encodeURIComponent(id))) ?? null
}

/** Entries of a list that another lacks; they are compared by their content, and equal ones are counted. */
function without(entries: readonly unknown[], others: readonly unknown[]): unknown[] {
  const left = [...others]
  return entries.filter((entry) => {
    const place = left.findIndex((other) => isSame(entry, other))
    if (place < 0) return true
    left.splice(place, 1)
    return false
  })
}

/** Rows were recorded by the names of their columns once, `low_stock_litres`; a pair that lacks an end ends in nothing. */
function inCamelCase(changes: Record<string, unknown[]>): Changes {
  return Object.fromEntries(
    Object.entries(changes).map(([field, [before = null, after = null]]) => [
      field.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      [before, after],
    ]),
  )
}

/** `startsAt` → `starts at`: better than a code, for entries whose field no contract knows any more. */
function spelledOut(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
}
