import type { FieldFacts } from '../facts/field-facts.ts'
import type { FormField } from '../fields/form-field.ts'

/** What is wrong, sorted by where it can be shown. */
export interface PlacedErrors {
  /** Field path → sentence. */
  placed: Record<string, string>
  /** What belongs to no field that is shown: named where the contract has a name for it. */
  strays: { name: string | null; sentence: string }[]
}

/** Puts messages (of the contract's check or of the server) at the fields that they are about. */
export function placeErrors(
  errors: Readonly<Record<string, readonly string[]>>,
  fields: readonly FormField[],
  nameOf: (path: string) => string | null,
): PlacedErrors {
  const placed: Record<string, string> = {}
  const strays: PlacedErrors['strays'] = []
  for (const [path, sentences] of Object.entries(errors)) {
    const sentence = sentences.join(' ')
    const place = placeOf(path, fields)
    if (place === null) strays.push({ name: nameOf(path), sentence })
    else placed[place] ??= sentence
  }
  return { placed, strays }
}

/** The path of the control that shows a value: in a list of groups the part of the entry, in any other list the list. */
export function placeOf(path: string, fields: readonly FormField[]): string | null {
  const [name = '', index, part = ''] = path.split('.')
  const field = fields.find(({ facts }) => facts.name === name)
  if (!field) return null
  const inEntry = placeOf(part, field.entry)
  return inEntry === null ? name : `${name}.${index}.${inEntry}`
}

/** A field by its name and label, with the parts of its entries. */
export interface Labelled {
  facts: Pick<FieldFacts, 'name'>
  label: string
  entry: readonly Labelled[]
}

/** `Penugasan 2: Peran`. */
export function labelAt(path: string, fields: readonly Labelled[]): string {
  const [name = '', index, part] = path.split('.')
  const field = fields.find(({ facts }) => facts.name === name)
  if (!field) return name
  return part === undefined
    ? field.label
    : `${field.label} ${Number(index) + 1}: ${labelAt(part, field.entry)}`
}
