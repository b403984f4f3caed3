import pg from 'pg'

export interface CapturedStatement {
  text: string
  values: unknown[]
}

/**
 * The statements of the one transaction that `work` causes and that touches `table`, in order, BEGIN and COMMIT
 * included. Other connections (the relay, the jobs) are busy at the same time and are left out.
 */
export async function captureTransaction(
  table: string,
  work: () => Promise<void>,
): Promise<CapturedStatement[]> {
  const byClient = new Map<unknown, CapturedStatement[]>()
  const prototype = pg.Client.prototype as unknown as { query: (...given: unknown[]) => unknown }
  const original = prototype.query
  prototype.query = function (this: unknown, ...given: unknown[]) {
    const first = given[0] as string | { text: string; values?: unknown[] }
    const statement =
      typeof first === 'string'
        ? { text: first, values: [] }
        : { text: first.text, values: [...(first.values ?? [])] }
    const earlier = byClient.get(this) ?? []
    byClient.set(
      this,
      statement.text.startsWith('BEGIN') && !touches(earlier, table) ? [statement] : [...earlier, statement],
    )
    return original.apply(this, given)
  }
  try {
    await work()
  } finally {
    prototype.query = original
  }
  const transactions = [...byClient.values()].filter((statements) => touches(statements, table))
  if (transactions.length !== 1)
    throw new Error(`expected one transaction on ${table}, saw ${transactions.length}`)
  return transactions[0] as CapturedStatement[]
}

function touches(statements: CapturedStatement[], table: string): boolean {
  return statements.some(({ text }) => text.includes(table))
}

/**
 * The captured statements as a pgbench script. What differed between two captures of the same request (ids, keys,
 * times) is made anew for each transaction; everything else is what the program really sent. Statements that travel
 * together in the program travel together here.
 */
export function pgbenchScript(first: CapturedStatement[], second: CapturedStatement[]): string {
  if (first.length !== second.length)
    throw new Error('two runs of the same request sent different statements')
  const lines = first.map((statement, index) =>
    renderStatement(statement, second[index] as CapturedStatement),
  )
  const begin = first.findIndex(({ text }) => text.startsWith('BEGIN'))
  const commit = first.findIndex(({ text }) => text === 'COMMIT')
  if (begin !== 0 || commit !== first.length - 1) throw new Error('expected exactly one transaction')
  const [beginLine, ...rest] = lines
  const control = (beginLine as string).split('; ').map((part) => part.replace(/;$/, ''))
  const head = ['\\startpipeline', ...control.map((part) => `${part};`), rest[0], '\\endpipeline']
  const middle = rest.slice(1, -2)
  const tail = rest.length > 2 ? ['\\startpipeline', ...rest.slice(-2), '\\endpipeline'] : rest.slice(-1)
  return `${[...head, ...middle, ...tail].join('\n')}\n`
}

function renderStatement(statement: CapturedStatement, other: CapturedStatement): string {
  const oneLine = statement.text.replace(/\s+/g, ' ').trim()
  // Each request has a turn of its own, as each has a key of its own.
  const own = oneLine.replace(
    /pg_advisory_xact_lock\(-?\d+\)/,
    'pg_advisory_xact_lock((random() * 9e18)::bigint)',
  )
  const text = own.replace(/\$(\d+)/g, (_, number: string) => {
    const index = Number(number) - 1
    const [value, otherValue] = [statement.values[index], other.values[index]]
    return JSON.stringify(value) === JSON.stringify(otherValue) ? literalOf(value) : freshValue(value)
  })
  return text.endsWith(';') ? text : `${text};`
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

function freshValue(value: unknown): string {
  if (value instanceof Date) return 'clock_timestamp()'
  if (typeof value === 'string' && UUID.test(value)) return 'gen_random_uuid()::text'
  if (typeof value === 'string' && /^bench-/.test(value)) return `('bench-' || gen_random_uuid()::text)`
  if (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((entry) => typeof entry === 'string' && UUID.test(entry))
  ) {
    return `ARRAY[${value.map(() => 'gen_random_uuid()::text').join(', ')}]`
  }
  return literalOf(value)
}

function literalOf(value: unknown): string {
  if (value === null || value === undefined) return 'NULL'
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (value instanceof Date) return quote(value.toISOString())
  if (Buffer.isBuffer(value)) return quote(`\\x${value.toString('hex')}`)
  if (Array.isArray(value)) {
    const elements = value.map((entry) =>
      entry === null ? 'NULL' : `"${String(entry).replace(/[\\"]/g, (c) => `\\${c}`)}"`,
    )
    return quote(`{${elements.join(',')}}`)
  }
  return quote(String(value))
}

/** pgbench reads `:name` as a variable even inside quotes, so a colon before a letter is broken apart. */
function quote(text: string): string {
  const plain = `'${text.replaceAll("'", "''")}'`
  if (!/:[A-Za-z_]/.test(text)) return plain
  return `(${plain.replace(/:(?=[A-Za-z_])/g, `:' || '`)})`
}
