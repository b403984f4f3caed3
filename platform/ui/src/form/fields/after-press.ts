const LONGEST_PRESS_MS = 1_000

/**
 * Does something after the press of mouse or finger that is going on, at once where there is none. What appears between
 * press and release moves the button away from under them, and the click goes nowhere.
 */
export function afterPress(work: () => void): void {
  if (document.querySelector(':active') === null) {
    work()
    return
  }
  const settle = () => {
    clearTimeout(timer)
    document.removeEventListener('mouseup', released, true)
    work()
  }
  // The click comes right after the release.
  const released = () => setTimeout(settle)
  const timer = setTimeout(settle, LONGEST_PRESS_MS)
  document.addEventListener('mouseup', released, true)
}
