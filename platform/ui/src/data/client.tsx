import type { Client } from '@lumbung/client'
import { createContext, use } from 'react'

const ClientContext = createContext<Client | null>(null)
export const ClientProvider = ClientContext

/** Calls operations as the person who is signed in. Screens use `useRead`, `useRows` and `useCommand` instead. */
export function useClient(): Client {
  const client = use(ClientContext)
  if (!client) throw new Error('useClient is only for what the console shows')
  return client
}
