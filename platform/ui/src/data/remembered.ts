import { type DehydratedState, dehydrate, hydrate, type QueryClient } from '@tanstack/react-query'

const STORED = 'lumbung.answers'
const LONGEST_BYTES = 500_000
const SETTLE_MS = 500
let timer: ReturnType<typeof setTimeout> | undefined

/**
 * Keeps the few answers that are marked `remember` (who I am, the menu, the first dashboard) on this device, so that the
 * next visit shows them before the network has answered. They are renewed at once and forgotten at sign-out.
 */
export function rememberAnswers(queries: QueryClient): void {
  const remembered = read()
  if (remembered) hydrate(queries, remembered)
  queries.getQueryCache().subscribe(({ type, query }) => {
    if (type !== 'updated' || !query.meta?.remember || query.state.status !== 'success') return
    clearTimeout(timer)
    timer = setTimeout(() => write(queries), SETTLE_MS)
  })
}

/** At sign-out, and before somebody else signs in on this device: also what was about to be kept. */
export function forgetAnswers(): void {
  clearTimeout(timer)
  localStorage.removeItem(STORED)
}

function write(queries: QueryClient): void {
  const state = dehydrate(queries, {
    shouldDehydrateQuery: ({ meta, state: { status } }) => meta?.remember === true && status === 'success',
    shouldDehydrateMutation: () => false,
  })
  const text = JSON.stringify(state)
  if (text.length <= LONGEST_BYTES) localStorage.setItem(STORED, text)
}

function read(): DehydratedState | undefined {
  const text = localStorage.getItem(STORED)
  if (text === null) return undefined
  const { queries, mutations } = JSON.parse(text) as DehydratedState
  // Old by definition: shown at once, and asked anew.
  return {
    mutations,
    queries: queries.map((query) => ({ ...query, state: { ...query.state, dataUpdatedAt: 1 } })),
  }
}
