import { ApiProblem, createClient } from '@lumbung/client'
import { currentLocale, type Identity, type Me } from '@lumbung/ui'
import { knownPerson } from '../session/known-person.ts'

/**
 * Who the cookies belong to; null: nobody. The access cookie lasts minutes and the session days, so the first is renewed
 * before the person is asked to sign in. Throws `ApiProblem` where the server cannot be asked.
 */
export async function askWho(identity: Identity): Promise<Me | null> {
  const client = createClient({
    baseUrl: '',
    cookies: true,
    locale: currentLocale(),
    onUnauthenticated: () => (knownPerson.read() ? identity.refresh(client) : false),
  })
  try {
    const me = await identity.readMe(client)
    knownPerson.keep(me)
    return me
  } catch (problem) {
    if (problem instanceof ApiProblem && problem.status === 401) return null
    throw problem
  }
}
