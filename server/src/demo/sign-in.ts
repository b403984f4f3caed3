import { login } from '@lumbung/admin/contract'
import { type Client, createClient } from '@lumbung/client'
import type { Config } from '@lumbung/kernel'
import { passwordOf } from './accounts.ts'

/** A signed-in person's way to the API. */
export async function signIn(
  place: { url: string; config: Pick<Config, 'secret'> },
  person: { email: string; tenant: string },
): Promise<Client> {
  const { url, config } = place
  const { email, tenant } = person
  const anonymous = createClient({ baseUrl: url })
  const password = passwordOf(email, config)
  const { accessToken } = await anonymous.call(login, { login: email, password, tenant })
  if (!accessToken) throw new Error('the server answered no access token')
  return createClient({ baseUrl: url, token: () => accessToken })
}
