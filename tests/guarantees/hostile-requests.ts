import { httpOf, type Operation } from '@lumbung/contract'
import { kernelApp, operationsOf } from '@lumbung/kernel'
import type { TestPerson, TestPlatform } from '@lumbung/testing'
import { expect } from 'vitest'
import { apps } from '../../server/src/apps.ts'

/** Ending one's own session would make the rest of the cases meaningless. */
const ENDS_THE_SESSION = /^admin\.auth\.(logout|change-password|end-session)/

/** Every operation that can be attacked many times by one person. */
export const attackedOperations = operationsOf([kernelApp, ...apps])
  .map(({ operation }) => operation)
  .filter(({ id }) => !ENDS_THE_SESSION.test(id))

export interface Sent {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  url: string
  headers?: Record<string, string>
  payload?: string | Buffer
}

/** Sends it as this person; the answer must be a success, or a problem that the caller can do something about. */
export async function expectOrderly(platform: TestPlatform, person: TestPerson, sent: Sent): Promise<void> {
  const answer = await platform.http.inject({
    ...sent,
    headers: { authorization: `Bearer ${person.token}`, ...sent.headers },
  })
  const where = `${sent.method} ${sent.url.slice(0, 300)} ${JSON.stringify(sent.headers ?? {})} ← ${String(sent.payload).slice(0, 300)} → ${answer.statusCode} ${answer.body.slice(0, 300)}`
  expect(answer.statusCode, where).toBeLessThan(500)
  if (answer.statusCode >= 400) expect(answer.json().code, where).toMatch(/^[a-z]+\.[a-z_]+$/)
}

/** The request of an operation's example, with fields of its own put in place of those of the example. */
export function exampleRequest(operation: Operation, fields: Record<string, unknown> = {}): Sent {
  const { method, path, params } = httpOf(operation)
  const input: Record<string, unknown> = { ...(operation.example.input as object), ...fields }
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encoded(input[name]))
  for (const name of params) delete input[name]
  const url = `/api/v1${filled}`
  if (method === 'GET' || method === 'DELETE') {
    const query = Object.entries(input).map(([name, value]) => `${name}=${encoded(value)}`)
    return { method, url: query.length === 0 ? url : `${url}?${query.join('&')}` }
  }
  return {
    method,
    url,
    headers: { 'content-type': 'application/json', 'if-match': '"1"' },
    payload: JSON.stringify(input),
  }
}

/** A URL cannot carry half a surrogate pair. */
function encoded(value: unknown): string {
  return encodeURIComponent(String(value).toWellFormed())
}
