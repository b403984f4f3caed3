import type { LocalText } from '@lumbung/contract'

/** What of JSON Schema the server's document uses. */
export interface Schema {
  $ref?: string
  type?: string | readonly string[]
  format?: string
  const?: unknown
  enum?: readonly unknown[]
  default?: unknown
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  maxItems?: number
  pattern?: string
  properties?: Readonly<Record<string, Schema>>
  required?: readonly string[]
  items?: Schema
  anyOf?: readonly Schema[]
  oneOf?: readonly Schema[]
  allOf?: readonly Schema[]
  additionalProperties?: Schema | boolean
  'x-label'?: LocalText
  'x-help'?: LocalText
  'x-unit'?: string
}

interface Reference {
  $ref: string
}

export interface Parameter {
  name: string
  in: 'path' | 'query' | 'header'
  required?: boolean
  schema: Schema
  example?: unknown
}

interface Content {
  schema?: Schema
  example?: unknown
}

export interface Response {
  content?: Readonly<Record<string, Content>>
}

export interface OperationObject {
  operationId: string
  parameters?: readonly (Parameter | Reference)[]
  requestBody?: { content: Readonly<Record<string, Content>> }
  responses: Readonly<Record<string, Response | Reference>>
}

/** The parts of the server's OpenAPI document that this page reads. */
export interface OpenApi {
  paths: Readonly<Record<string, Readonly<Record<string, OperationObject>>>>
  components: {
    schemas: Readonly<Record<string, Schema>>
    responses: Readonly<Record<string, Response>>
    parameters: Readonly<Record<string, Parameter>>
  }
}

export const OPEN_API_PATH = '/api/v1/openapi.json'

export function operationOf(document: OpenApi, id: string): OperationObject | null {
  const all = Object.values(document.paths).flatMap((methods) => Object.values(methods))
  return all.find(({ operationId }) => operationId === id) ?? null
}

/** What a reference within the document stands for; the thing itself where it is none. */
export function follow<Thing extends object>(document: OpenApi, thing: Thing | Reference): Thing {
  if (!('$ref' in thing) || typeof thing.$ref !== 'string') return thing as Thing
  const [, part = '', name = ''] = /^#\/components\/(\w+)\/(.+)$/.exec(thing.$ref) ?? []
  const parts: Readonly<Record<string, Readonly<Record<string, object>>>> = document.components
  const found = parts[part]?.[name]
  if (!found) throw new Error(`the document has no ${thing.$ref}`)
  return found as Thing
}
