import { patternCovers, permissionMatches } from '@lumbung/kernel/contract'

/** A permission in words, as its app declares it. */
export interface PermissionWords {
  id: string
  label: string
}

/** The permissions about one thing: `fuel.stock.*`. */
export interface ResourceGroup {
  pattern: string
  permissions: readonly PermissionWords[]
}

/** The permissions of one app: `fuel.*`. */
export interface AppGroup {
  pattern: string
  name: string
  resources: readonly ResourceGroup[]
}

/** The pattern of a role through which it holds a permission: the permission itself before any wildcard, the narrowest first. */
export function throughPattern(patterns: readonly string[], permission: string): string | null {
  if (patterns.includes(permission)) return permission
  const covering = patterns.filter((pattern) => permissionMatches(pattern, permission))
  return covering.sort((a, b) => b.split('.').length - a.split('.').length)[0] ?? null
}

/** Of these patterns the one, other than it, that grants everything which `pattern` grants. */
export function coveredBy(patterns: readonly string[], pattern: string): string | null {
  return patterns.find((held) => held !== pattern && patternCovers(held, pattern)) ?? null
}

/** With the pattern; those that it makes superfluous are gone. */
export function withPattern(patterns: readonly string[], pattern: string): string[] {
  return [...patterns.filter((held) => !patternCovers(pattern, held)), pattern].sort()
}

export function withoutPattern(patterns: readonly string[], pattern: string): string[] {
  return patterns.filter((held) => held !== pattern)
}

/** Nobody hands on more than they hold themselves. */
export function mayHandOn(own: readonly string[], pattern: string): boolean {
  return own.some((held) => patternCovers(held, pattern))
}

/** Patterns that stand for none of the groups and for no permission there is (any more): `*.*.read`. */
export function unusualPatterns(patterns: readonly string[], apps: readonly AppGroup[]): string[] {
  const usual = new Set(['*'])
  for (const { pattern, resources } of apps) {
    usual.add(pattern)
    for (const resource of resources) {
      usual.add(resource.pattern)
      for (const { id } of resource.permissions) usual.add(id)
    }
  }
  return patterns.filter((pattern) => !usual.has(pattern))
}

/** How many of the permissions there are these patterns grant. */
export function countGranted(patterns: readonly string[], apps: readonly AppGroup[]): number {
  return permissionsOf(apps).filter(({ id }) => throughPattern(patterns, id) !== null).length
}

export function permissionsOf(apps: readonly AppGroup[]): PermissionWords[] {
  return apps.flatMap(({ resources }) => resources.flatMap(({ permissions }) => permissions))
}

/** The groups with only those permissions whose words or id hold what is searched. */
export function searched(apps: readonly AppGroup[], text: string): AppGroup[] {
  const wanted = text.trim().toLowerCase()
  return apps
    .map((app) => ({
      ...app,
      resources: app.resources
        .map((resource) => ({
          ...resource,
          permissions: resource.permissions.filter(({ id, label }) =>
            `${id} ${label}`.toLowerCase().includes(wanted),
          ),
        }))
        .filter(({ permissions }) => permissions.length > 0),
    }))
    .filter(({ resources }) => resources.length > 0)
}
