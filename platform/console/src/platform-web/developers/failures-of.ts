import { follow, type OpenApi, type OperationObject } from './open-api.ts'

export interface Failure {
  status: number
  code: string
}

const PROBLEM = '#/components/schemas/problem.'

/** Every way in which an operation may not succeed, by status. */
export function failuresOf(document: OpenApi, { responses }: OperationObject): Failure[] {
  return Object.entries(responses).flatMap(([status, response]) => {
    const { content = {} } = follow(document, response)
    const schema = content['application/problem+json']?.schema
    if (!schema) return []
    return (schema.oneOf ?? [schema]).flatMap(({ $ref }) =>
      $ref?.startsWith(PROBLEM) ? [{ status: Number(status), code: $ref.slice(PROBLEM.length) }] : [],
    )
  })
}

/** What the answer of a success looks like, where its declaration shows it. */
export function exampleAnswerOf({ responses }: OperationObject): unknown {
  const [, success] = Object.entries(responses).find(([status]) => status.startsWith('2')) ?? []
  return success && 'content' in success ? success.content?.['application/json']?.example : undefined
}
