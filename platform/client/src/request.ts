import { httpOf, type Operation } from '@lumbung/contract'

export interface BuiltRequest {
  method: string
  url: string
  /** Fields that belong into the body; undefined where the method takes none. */
  fields: Record<string, unknown> | undefined
}

/** Path, query string and body of a call, as the operation declares them. Throws `RangeError` on what cannot be sent. */
export function buildRequest(baseUrl: string, operation: Operation, input: unknown): BuiltRequest {
  const { method, path, params } = httpOf(operation)
  const fields = { ...(input as Record<string, unknown>) }
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => pathPart(operation, name, fields[name]))
  for (const name of params) delete fields[name]
  const url = `${baseUrl.replace(/\/+$/, '')}/api/v1${filled}`
  if (method !== 'GET' && method !== 'DELETE') return { method, url, fields }
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(fields)) {
    if (value !== undefined && value !== null) query.set(name, queryValue(name, value))
  }
  const search = query.toString()
  return { method, url: search === '' ? url : `${url}?${search}`, fields: undefined }
}

function pathPart(operation: Operation, name: string, value: unknown): string {
  const text = String(value ?? '')
  // URL parsers climb for dot segments even when they are percent-encoded.
  if (text === '' || text === '.' || text === '..') {
    throw new RangeError(`${operation.id}: "${text}" cannot be the ${name} of a path`)
  }
  return encodeURIComponent(text)
}

function queryValue(name: string, value: unknown): string {
  if (!Array.isArray(value)) return String(value)
  const parts = value.map(String)
  if (parts.some((part) => part.includes(','))) throw new RangeError(`an entry of ${name} contains a comma`)
  return parts.join(',')
}
