import { createContext, type ReactNode, use, useMemo } from 'react'
import type { Identity, Me } from './identity.ts'

export interface Session {
  me: Me
  identity: Identity
  /** True when the person holds the permission anywhere; the server decides about each place. */
  can(permission: string): boolean
  /** The places to which the permission is limited; null: everywhere, [] : nowhere. */
  placesOf(permission: string): readonly string[] | null
}

const SessionContext = createContext<Session | null>(null)

export function SessionProvider({
  me,
  identity,
  children,
}: {
  me: Me
  identity: Identity
  children: ReactNode
}) {
  const session = useMemo(() => sessionOf(me, identity), [me, identity])
  return <SessionContext value={session}>{children}</SessionContext>
}

/** Who is signed in; only below the shell, which shows nothing to nobody. */
export function useSession(): Session {
  const session = use(SessionContext)
  if (!session) throw new Error('useSession is only for what the shell shows to somebody who is signed in')
  return session
}

/** The same where nobody may be signed in: at the door. */
export function useSessionIfAny(): Session | null {
  return use(SessionContext)
}

function sessionOf(me: Me, identity: Identity): Session {
  const held = new Map(me.permissions.map((entry) => [entry.permission, entry]))
  return {
    me,
    identity,
    can: (permission) => permission.startsWith('@') || held.has(permission),
    placesOf: (permission) => {
      const entry = held.get(permission)
      if (!entry) return []
      return entry.everywhere ? null : entry.scopes.flatMap(({ id }) => (id === null ? [] : [id]))
    },
  }
}
