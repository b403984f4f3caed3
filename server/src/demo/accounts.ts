import { createHmac } from 'node:crypto'
import { join } from 'node:path'
import { type Config, writeFileWholeSync } from '@lumbung/kernel'

export interface DemoAccount {
  /** Slug of the organisation. */
  tenant: string
  email: string
  name: string
  /** What the person may do, in words. */
  role: string
}

export const ACCOUNTS_FILE = 'demo-accounts.txt'
/** Every character once, without those that look alike. */
const ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789'

/**
 * 100 bits that follow from the installation's secret: of each installation its own, unknown to who does not have the
 * secret, and the same at the next start without being kept anywhere.
 */
export function passwordOf(email: string, { secret }: Pick<Config, 'secret'>): string {
  const bytes = createHmac('sha256', secret).update(`demo account ${email}`).digest().subarray(0, 20)
  const characters = [...bytes].map((byte) => ALPHABET[byte & 31]).join('')
  return characters.replace(/.{5}(?=.)/g, '$&-')
}

/** Writes the table of accounts for nobody but the owner of the data folder to read, and answers it. */
export function writeAccounts(
  accounts: readonly DemoAccount[],
  config: Config,
): { file: string; table: string } {
  const rows = [
    ['ORGANISATION', 'E-MAIL', 'PASSWORD', 'ROLE'],
    ...accounts.map(({ tenant, email, role }) => [tenant, email, passwordOf(email, config), role]),
  ]
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => (row[column] ?? '').length)))
  const table = rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
  const file = join(config.dataFolder, ACCOUNTS_FILE)
  writeFileWholeSync(file, `${table}\n`, true)
  return { file, table }
}
