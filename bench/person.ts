import { login } from '@lumbung/admin/contract'
import { type Client, createClient } from '@lumbung/client'

export interface Login {
  login: string
  password: string
}

/** Somebody signed in at a running server: for arranging through the client, and for raw requests under load. */
export interface Person {
  client: Client
  rawRequest(method: 'GET' | 'POST', path: string, body?: string, idempotencyKey?: string): string
}

export async function personAt(port: number, credentials: Login): Promise<Person> {
  const baseUrl = `http://127.0.0.1:${port}`
  const { accessToken } = await createClient({ baseUrl }).call(login, credentials)
  if (!accessToken) throw new Error('the server answered no token')
  const head = `host: 127.0.0.1:${port}\r\nauthorization: Bearer ${accessToken}\r\n`
  return {
    client: createClient({ baseUrl, token: () => accessToken }),
    rawRequest: (method, path, body, idempotencyKey) => {
      const key = idempotencyKey ? `idempotency-key: ${idempotencyKey}\r\n` : ''
      const content = body
        ? `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n`
        : ''
      return `${method} ${path} HTTP/1.1\r\n${head}${key}${content}\r\n${body ?? ''}`
    },
  }
}
