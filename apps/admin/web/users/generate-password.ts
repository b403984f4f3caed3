/** Without letters and digits that are taken for one another when a password is read out or copied by hand. */
const SIGNS = 'abcdefghijkmnpqrstuvwxyz23456789'
const GROUPS = 4
const SIGNS_PER_GROUP = 5

/** A first password of 20 signs in groups, about 100 bits: easy to read out, and to be changed by its owner. */
export function generatePassword(
  random: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array = (bytes) => crypto.getRandomValues(bytes),
): string {
  // 32 signs divide a byte evenly, so that none comes more often than another.
  const signs = [...random(new Uint8Array(GROUPS * SIGNS_PER_GROUP))].map(
    (byte) => SIGNS[byte % SIGNS.length],
  )
  return Array.from({ length: GROUPS }, (_, group) =>
    signs.slice(group * SIGNS_PER_GROUP, (group + 1) * SIGNS_PER_GROUP).join(''),
  ).join('-')
}
