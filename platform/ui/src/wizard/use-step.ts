import { useUrlState } from '../page/navigation.tsx'

/**
 * The step that is open, from the address, so that "back" goes a step back and a link leads to it. One that cannot be
 * opened (any more) gives way to `fallback`, where the work stands.
 */
export function useStep(
  steps: readonly { id: string; isReachable: boolean }[],
  fallback: string,
): [current: string, open: (step: string) => void] {
  const [address, change] = useUrlState()
  const wanted = steps.find(({ id, isReachable }) => id === address.step && isReachable)
  return [wanted?.id ?? fallback, (step) => change({ step }, { push: true })]
}
