const PLAIN_NUMBER = /^-?\d{1,20}(\.\d{1,20})?$/

/**
 * A number typed where text is typed (a query string, a path, the command line): the one grammar of the API, digits with
 * a decimal point. Undefined for everything else: white space is not 0, `0x10` and `1e2` are not numbers here.
 */
export function readTypedNumber(text: string): number | undefined {
  return PLAIN_NUMBER.test(text) ? Number(text) : undefined
}
