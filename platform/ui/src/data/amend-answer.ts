/** Changes a whole answer, or each page of one that was read page by page. */
export function amendAnswer<Output>(data: unknown, change: (output: Output) => Output): unknown {
  if (data === undefined) return undefined
  if (!isPaged(data)) return change(data as Output)
  return { ...data, pages: data.pages.map((page) => change(page as Output)) }
}

function isPaged(data: unknown): data is { pages: readonly unknown[]; pageParams: readonly unknown[] } {
  return typeof data === 'object' && data !== null && 'pages' in data && 'pageParams' in data
}
