import { follow, type OpenApi, type OperationObject, type Schema } from './open-api.ts'

export interface InputField {
  /** `tanks[].capacity` lies in each entry of a list. */
  name: string
  place: 'path' | 'query' | 'body' | 'form' | 'header'
  type: string
  isRequired: boolean
  schema: Schema
}

/** Deeper than any input of ours; a schema that contains itself ends here. */
const DEEPEST = 4
/** The same for every operation. */
const UNTOLD = new Set(['Accept-Language'])

/** Everything that a caller may send, flat: where it goes, what it is and whether it must be there. */
export function inputFieldsOf(document: OpenApi, operation: OperationObject): InputField[] {
  const parameters = (operation.parameters ?? [])
    .map((parameter) => follow(document, parameter))
    .filter(({ name }) => !UNTOLD.has(name))
    .map(({ name, in: place, required = false, schema }): InputField => {
      const known = follow(document, schema)
      return { name, place, type: typeOf(document, known), isRequired: required, schema: known }
    })
  const [mediaType, content] = Object.entries(operation.requestBody?.content ?? {})[0] ?? []
  const place = mediaType === 'multipart/form-data' ? 'form' : 'body'
  return [...parameters, ...fieldsOf(document, content?.schema ?? {}, place, '', 1)]
}

function fieldsOf(
  document: OpenApi,
  schema: Schema,
  place: InputField['place'],
  prefix: string,
  depth: number,
): InputField[] {
  const { properties = {}, required = [] } = follow(document, schema)
  return Object.entries(properties).flatMap(([key, property]) => {
    const known = follow(document, property)
    const name = prefix + key
    const field = {
      name,
      place,
      type: typeOf(document, known),
      isRequired: required.includes(key),
      schema: known,
    }
    if (depth === DEEPEST) return [field]
    const inner = known.items
      ? fieldsOf(document, known.items, place, `${name}[].`, depth + 1)
      : fieldsOf(document, known, place, `${name}.`, depth + 1)
    return [field, ...inner]
  })
}

function typeOf(document: OpenApi, schema: Schema): string {
  const { type, format, items, enum: choices, anyOf, oneOf } = schema
  const either = anyOf ?? oneOf
  if (either) {
    const types = either.map((one) => typeOf(document, follow(document, one)))
    return [...new Set(types)].join(' | ')
  }
  if (type === 'array') return `${items ? typeOf(document, follow(document, items)) : 'any'}[]`
  if (Array.isArray(type)) return type.join(' | ')
  if (format !== undefined) return `${type} (${format})`
  if (typeof type === 'string') return type
  if (choices) return 'string'
  return schema.const === undefined ? 'any' : typeof schema.const
}
