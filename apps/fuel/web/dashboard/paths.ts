/** Where the rows behind a figure are, and where something is recorded. The codes are those that operations take. */
export type Place = {
  location?: string | undefined
  product?: string | undefined
}

/** The stock book, narrowed; both days belong to the span. */
export function historyPath({
  location,
  product,
  ...days
}: Place & { startDate?: string; endDate?: string }): string {
  return withQuery('/fuel/history', { location, product, ...days })
}

export function recordPath(what: 'in' | 'out' | 'dips/new', { location, product }: Place): string {
  return withQuery(`/fuel/${what}`, { location, product })
}

export function dashboardPath({ location, product }: Place): string {
  return withQuery('/fuel', { location, product })
}

function withQuery(path: string, values: Readonly<Record<string, string | undefined>>): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(values)) if (value !== undefined) query.set(name, value)
  return query.size === 0 ? path : `${path}?${query}`
}
