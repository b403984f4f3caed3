import type { ApiProblem, Client } from '@lumbung/client'
import { clearDrafts, forgetAnswers, type Identity } from '@lumbung/ui'
import type { QueryClient } from '@tanstack/react-query'
import { knownPerson } from './known-person.ts'

/** Ends the session on the server, then everything that this device knows of the person. */
export async function signOut(client: Client, identity: Identity, queries: QueryClient): Promise<void> {
  // What is still under way would meet the end of the session, and try to renew it.
  await queries.cancelQueries()
  try {
    await identity.signOut(client)
  } catch (problem) {
    // Whose session is over already is signed out.
    if ((problem as ApiProblem).status !== 401) throw problem
  }
  queries.clear()
  forgetAnswers()
  clearDrafts()
  knownPerson.forget()
  location.assign('/')
}
