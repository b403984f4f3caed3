/** A line beside the history, which keeps its filters. */
export function entryPath(id: string, address: Readonly<Record<string, string>> = {}): string {
  return `/fuel/history?${new URLSearchParams({ ...address, entry: id })}`
}
