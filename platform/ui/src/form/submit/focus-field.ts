const FOCUSABLE = 'input:not([type=hidden]):not(:disabled), textarea, select, button, [tabindex]'

/** Brings a control into sight and gives it the focus; in a group of them, the chosen one or the first. */
export function focusField(id: string): void {
  const place = document.getElementById(id)
  if (!place) return
  const control = place.matches(FOCUSABLE)
    ? place
    : (place.querySelector<HTMLElement>('input:checked') ?? place.querySelector<HTMLElement>(FOCUSABLE))
  place.scrollIntoView({ block: 'center' })
  control?.focus({ preventScroll: true })
}

/** True where a keyboard is at hand; on a phone the focus opens one over half of the form. */
export function hasKeyboard(): boolean {
  return window.matchMedia('(hover: hover) and (pointer: fine)').matches
}
