/** States that can be gone back to, and those gone back from. */
export interface History<State> {
  past: readonly State[]
  future: readonly State[]
}

const MOST_STEPS = 100

export function noHistory<State>(): History<State> {
  return { past: [], future: [] }
}

/** A change was made to what was `before`: what had been undone is gone. */
export function remember<State>({ past }: History<State>, before: State): History<State> {
  return { past: [...past.slice(-MOST_STEPS + 1), before], future: [] }
}

/** One step back from `present`; null where there is none. */
export function undo<State>(
  { past, future }: History<State>,
  present: State,
): { state: State; history: History<State> } | null {
  const state = past.at(-1)
  if (state === undefined) return null
  return { state, history: { past: past.slice(0, -1), future: [present, ...future] } }
}

/** One step forward again. */
export function redo<State>(
  { past, future }: History<State>,
  present: State,
): { state: State; history: History<State> } | null {
  const [state, ...rest] = future
  if (state === undefined) return null
  return { state, history: { past: [...past, present], future: rest } }
}
