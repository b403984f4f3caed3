import type { CatalogueApp, Me, Scope } from '@lumbung/ui'

export interface HeldPermission {
  id: string
  label: CatalogueApp['name']
  /** Empty: everywhere in the organisation. */
  places: readonly Scope[]
}

export interface HeldOfApp {
  id: string
  name: CatalogueApp['name']
  held: readonly HeldPermission[]
  /** How many the app has. */
  all: number
}

/** What a person may do, app by app in the catalogue's order; apps in which they hold nothing are left out. */
export function heldPermissions(
  apps: readonly CatalogueApp[],
  permissions: Me['permissions'],
): readonly HeldOfApp[] {
  const mine = new Map(permissions.map((entry) => [entry.permission, entry]))
  return apps
    .map((app) => ({
      id: app.id,
      name: app.name,
      all: app.permissions.length,
      held: app.permissions.flatMap(({ id, label }) => {
        const entry = mine.get(id)
        return entry ? [{ id, label, places: entry.everywhere ? [] : entry.scopes }] : []
      }),
    }))
    .filter(({ held }) => held.length > 0)
}

export interface HeldRoleOfMine {
  key: string
  name: string
  places: readonly Scope[]
}

/** Each role once with all that it reaches; the whole organisation makes places beside it moot. */
export function rolesWithPlaces(roles: Me['roles']): readonly HeldRoleOfMine[] {
  return [...Map.groupBy(roles, ({ key }) => key)].map(([key, given]) => {
    const scopes = given.map(({ scope }) => scope)
    const whole = scopes.find(({ kind }) => kind === 'tenant')
    return { key, name: given[0]?.name ?? key, places: whole ? [whole] : scopes }
  })
}
