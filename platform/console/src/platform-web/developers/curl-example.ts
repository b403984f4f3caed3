import { PUBLIC } from '@lumbung/contract'
import type { CatalogueOperation } from '@lumbung/ui'
import { follow, type OpenApi, type OperationObject, type Parameter } from './open-api.ts'

/** A request as it is typed into a shell: the values of the declared example, the caller's own as variables. */
export function curlExample(
  document: OpenApi,
  operation: OperationObject,
  { method, path, permission, answer }: Pick<CatalogueOperation, 'method' | 'path' | 'permission' | 'answer'>,
  origin: string,
): string {
  const parameters = (operation.parameters ?? []).map((parameter) => follow(document, parameter))
  const has = (header: string) => parameters.some(({ name }) => name === header)
  const [mediaType, content] = Object.entries(operation.requestBody?.content ?? {})[0] ?? []
  const parts = [
    `curl${method === 'GET' ? '' : ` -X ${method}`} ${quoted(origin + filled(path, parameters))}`,
    ...(permission === PUBLIC ? [] : ['-H "Authorization: Bearer $TOKEN"']),
    ...(has('Idempotency-Key') ? ['-H "Idempotency-Key: $(uuidgen)"'] : []),
    ...(has('If-Match') ? [`-H 'If-Match: "1"'`] : []),
    ...(mediaType === 'multipart/form-data' ? formOf(content?.schema?.required ?? []) : []),
    ...(mediaType === 'application/json' && content?.example !== undefined
      ? ["-H 'Content-Type: application/json'", `-d ${quoted(JSON.stringify(content.example))}`]
      : []),
    ...(answer === 'file' ? ['-OJ'] : []),
  ]
  return parts.join(' \\\n  ')
}

function filled(path: string, parameters: readonly Parameter[]): string {
  const withPath = path.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const example = parameters.find((one) => one.in === 'path' && one.name === name)?.example
    return example === undefined ? whole : encodeURIComponent(String(example))
  })
  const query = new URLSearchParams(
    parameters
      .filter((one) => one.in === 'query' && one.example !== undefined)
      .map(({ name, example }): [string, string] => [name, String(example)]),
  ).toString()
  return query === '' ? withPath : `${withPath}?${query}`
}

function formOf(required: readonly string[]): string[] {
  return ['-F file=@data.csv', ...required.filter((name) => name !== 'file').map((name) => `-F ${name}=…`)]
}

/** For a POSIX shell, which knows no escape inside single quotes. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
