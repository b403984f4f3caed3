/** What a person asked for cannot be done; the message says why and what to do instead, and no stack is shown. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
}
