/**
 * The forms library has helpers for its own tests that bring a validator with them which compiles code from text. The
 * console's content policy forbids that, and it has a validator of its own.
 */
export default undefined
