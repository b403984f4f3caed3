import { isSame, type TypedValues } from '../values/typed-values.ts'

export type Side = 'mine' | 'theirs'

/** A field that stands differently here and on the server. */
export interface StaleField {
  name: string
  mine: unknown
  theirs: unknown
  /** What holds unless the person says otherwise: mine where I changed it, else theirs. */
  suggested: Side
}

/** Field by field what I have and what somebody else saved meanwhile; `start` is what stood there when I began. */
export function staleFields(
  names: readonly string[],
  { start, mine, theirs }: Record<'start' | Side, TypedValues>,
): readonly StaleField[] {
  return names
    .filter((name) => !isSame(mine[name], theirs[name]))
    .map((name) => ({
      name,
      mine: mine[name],
      theirs: theirs[name],
      suggested: isSame(mine[name], start[name]) ? 'theirs' : 'mine',
    }))
}

/** What stands in the fields after the choice. */
export function mergedValues(
  mine: TypedValues,
  fields: readonly StaleField[],
  choice: Readonly<Record<string, Side>>,
): TypedValues {
  const chosen = fields.map(({ name, suggested, ...sides }) => [name, sides[choice[name] ?? suggested]])
  return { ...mine, ...Object.fromEntries(chosen) }
}
