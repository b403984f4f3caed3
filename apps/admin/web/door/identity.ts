import { ApiProblem } from '@lumbung/client'
import type { Identity } from '@lumbung/ui'
import { SignIn } from './SignIn.tsx'

/** Fetched when somebody signs in or is signed in, not before. */
const contract = () => import('../../contract/index.ts')

/** How the console knows who is signed in. */
export const identity: Identity = {
  readMe: async (client) => client.call((await contract()).me, {}),
  refresh: async (client) => {
    try {
      await client.call((await contract()).refresh, {})
      return true
    } catch (problem) {
      if (problem instanceof ApiProblem && problem.status === 401) return false
      throw problem
    }
  },
  signOut: async (client) => {
    await client.call((await contract()).logout, {})
  },
  requestAccess: async (client, { permission, scope, reason }) => {
    const place = { scopeKind: scope.kind, ...(scope.id === null ? {} : { scopeId: scope.id }) }
    await client.call((await contract()).requestAccess, { permission, reason, ...place })
  },
  readChanges: async (client, document) =>
    (await client.call((await contract()).listAudit, { ...document, limit: 50 })).data,
  changesPermission: 'admin.audit.read',
  SignIn,
}
