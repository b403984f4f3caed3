import { randomUUID } from 'node:crypto'
import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { login as loginOperation, refresh } from '@lumbung/admin/contract'
import { ApiProblem, createClient } from '@lumbung/client'
import { type CommandOperation, type Operation, readTypedNumber } from '@lumbung/contract'
import { kernelApp, operationsOf } from '@lumbung/kernel'
import { apps } from './apps.ts'
import { expected, loadSession, saveSession } from './session-file.ts'

export function findOperation(id: string): Operation {
  const found = operationsOf([kernelApp, ...apps]).find(({ operation }) => operation.id === id)
  if (!found) throw expected(`there is no operation "${id}"; run: npm run lumbung -- operations`)
  return found.operation
}

/** Every operation with its path and fields, one per line. */
export function listOperations(): void {
  for (const { operation } of operationsOf([kernelApp, ...apps])) {
    const fields = Object.keys(operation.input.shape).join(' ')
    process.stdout.write(`${operation.id.padEnd(34)} ${operation.http.padEnd(44)} ${fields}\n`)
  }
}

/** Signs in to a running server; the password is asked for, or read from standard input. */
export async function login(options: {
  url: string
  login: string
  tenant?: string
  profile: string
}): Promise<void> {
  const password = await readPassword()
  const client = createClient({ baseUrl: options.url })
  const answer = await readable(() =>
    client.call(loginOperation, {
      login: options.login,
      password,
      ...(options.tenant ? { tenant: options.tenant } : {}),
    }),
  )
  if (!answer.accessToken || !answer.refreshToken) throw new Error('the server answered no tokens')
  saveSession(options.profile, {
    url: options.url,
    accessToken: answer.accessToken,
    refreshToken: answer.refreshToken,
  })
  process.stdout.write(
    `Signed in as ${answer.user.name}${answer.tenant ? ` at ${answer.tenant.name}` : ''}.\n`,
  )
}

/** A client that acts as the profile's person and renews its token by itself. */
export async function clientOf(profile: string) {
  let session = loadSession(profile)
  const anonymous = createClient({ baseUrl: session.url })
  return createClient({
    baseUrl: session.url,
    token: () => session.accessToken,
    onUnauthenticated: async () => {
      const renewed = await anonymous.call(refresh, { refreshToken: session.refreshToken })
      if (!renewed.accessToken || !renewed.refreshToken) return false
      session = { url: session.url, accessToken: renewed.accessToken, refreshToken: renewed.refreshToken }
      saveSession(profile, session)
      return true
    },
  })
}

/** Calls one operation and prints its answer as JSON. */
export async function call(
  id: string,
  fields: string[],
  options: { json?: string; key?: string; ifMatch?: string; profile: string },
): Promise<void> {
  const operation = findOperation(id)
  if (operation.answer === 'file') {
    throw expected(`${id} answers a file; run: npm run lumbung -- export ${id} --out <file.xlsx or file.csv>`)
  }
  const input = options.json === undefined ? readFields(operation, fields) : JSON.parse(options.json)
  const client = await clientOf(options.profile)
  const answer = await readable(() =>
    client.call(operation as CommandOperation, input, {
      idempotencyKey: options.key ?? randomUUID(),
      ...(options.ifMatch === undefined ? {} : { ifMatch: Number(options.ifMatch) }),
    }),
  )
  process.stdout.write(`${JSON.stringify(answer, null, 2)}\n`)
}

/** `name=value` pairs as the operation's input: numbers and booleans where its schema says so, written as the API writes them. */
export function readFields(operation: Operation, fields: string[]): Record<string, unknown> {
  const input: Record<string, unknown> = {}
  for (const field of fields) {
    const at = field.indexOf('=')
    if (at < 1) throw expected(`"${field}" is not name=value`)
    const [name, text] = [field.slice(0, at), field.slice(at + 1)]
    const fitsAsText = operation.input.shape[name]?.safeParse(text).success ?? true
    if (fitsAsText) input[name] = text
    else if (text === 'true' || text === 'false') input[name] = text === 'true'
    else input[name] = readTypedNumber(text) ?? text
  }
  return input
}

/** A refusal by the server becomes one plain line, with the fields below it. */
export async function readable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error
    const fields = Object.entries(error.errors ?? {}).map(
      ([name, messages]) => `\n  ${name}: ${messages.join(' ')}`,
    )
    throw expected(`${error.message}${fields.join('')}\n  (${error.code}, trace ${error.traceId})`)
  }
}

async function readPassword(): Promise<string> {
  const hidden = new Writable({ write: (_chunk, _encoding, done) => done() })
  const terminal = process.stdin.isTTY === true
  if (terminal) process.stderr.write('Password: ')
  const reader = createInterface({ input: process.stdin, output: hidden, terminal })
  try {
    return (await reader[Symbol.asyncIterator]().next()).value ?? ''
  } finally {
    reader.close()
    if (terminal) process.stderr.write('\n')
  }
}
