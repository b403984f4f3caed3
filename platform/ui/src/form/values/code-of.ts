/** `genset 1` as a code is written: `GENSET_1`. As long as what was typed, so that a caret keeps its place. */
export function codeOf(typed: string): string {
  // Some letters become two when they are capital.
  return [...typed].map((character) => (/\s/.test(character) ? '_' : capital(character))).join('')
}

function capital(character: string): string {
  const upper = character.toUpperCase()
  return upper.length === character.length ? upper : character
}
