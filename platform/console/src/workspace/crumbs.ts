import type { Screen } from '@lumbung/ui'

export interface Crumb {
  screen: Screen
  path: string
}

/** The screens above the present one, by its path: `/fuel/sites/7` lies below `/fuel/sites`, which lies below `/fuel`. */
export function crumbsOf(screens: readonly Screen[], path: string): Crumb[] {
  const parts = path.split('/').filter(Boolean)
  const crumbs: Crumb[] = []
  for (let length = 1; length <= parts.length; length += 1) {
    const prefix = parts.slice(0, length)
    const screen = best(screens.filter((candidate) => fits(candidate.path, prefix)))
    if (screen) crumbs.push({ screen, path: `/${prefix.join('/')}` })
  }
  return crumbs
}

/** Its address ends with the id of what it shows: `/fuel/sites/$siteId`. */
export function isOfOneThing({ path }: Screen): boolean {
  return path.split('/').at(-1)?.startsWith('$') ?? false
}

function fits(pattern: string, parts: readonly string[]): boolean {
  const names = pattern.split('/').filter(Boolean)
  return (
    names.length === parts.length &&
    names.every((name, index) => name.startsWith('$') || name === parts[index])
  )
}

/** A path written out goes before one with a parameter: `/users/new` is no user called "new". */
function best(screens: readonly Screen[]): Screen | undefined {
  return screens.toSorted((a, b) => a.path.split('$').length - b.path.split('$').length)[0]
}
