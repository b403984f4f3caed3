import type { Principal } from '../access/principal.ts'

/** Everybody hears of the platform's own topics. */
const PLATFORM = 'platform'
const EVERY_APP = '*'

/** A principal lives for seconds and is asked at each hint: its permissions are read once. */
const appsByPrincipal = new WeakMap<Principal, ReadonlySet<string>>()

/** Whether the person holds any permission of the topic's app, wherever it reaches. */
export function mayHear(principal: Principal, topic: string): boolean {
  const app = firstWord(topic)
  if (app === PLATFORM) return true
  let apps = appsByPrincipal.get(principal)
  if (!apps) {
    apps = new Set(principal.grants.flatMap(({ permissions }) => permissions.map(firstWord)))
    appsByPrincipal.set(principal, apps)
  }
  return apps.has(app) || apps.has(EVERY_APP)
}

function firstWord(name: string): string {
  return name.split('.', 1)[0] as string
}
