import pg from 'pg'
import { auditBook, type BookRows, unitsOf } from './audit-book.ts'
import type { Outcome } from './client.ts'
import { Findings } from './findings.ts'

export interface AuditResult {
  movements: number
  accounts: number
  findings: Findings
}

interface AuditInput {
  databaseUrl: string
  tenantId: string
  siteIds: readonly string[]
  outcomes: readonly Outcome[]
}

/**
 * Reads everything as superuser and compares what is stored with itself and with what every sender was told. Nothing
 * of the program is used for it but the tables' names.
 */
export async function auditRun(input: AuditInput): Promise<AuditResult> {
  const findings = new Findings()
  const client = new pg.Client({ connectionString: input.databaseUrl })
  await client.connect()
  try {
    const read = async <R extends object>(text: string) =>
      (await client.query(text, [input.tenantId])).rows as R[]
    const book = await readBook(read)
    auditBook(book, findings)
    auditOutcomes(book, input, findings)
    await auditRecords(read, book, input.outcomes, findings)
    return { movements: book.movements.length, accounts: book.accounts.length, findings }
  } finally {
    await client.end()
  }
}

type Read = <R extends object>(text: string) => Promise<R[]>

async function readBook(read: Read): Promise<BookRows> {
  return {
    accounts: await read('SELECT id, place_id, on_hand, seq FROM ledger.account WHERE tenant_id = $1'),
    movements: await read(`
      SELECT id, account_id, seq, flow, delta, business_day::text, balance_after, note,
             (extract(epoch FROM occurred_at) * 1000000)::bigint AS at
      FROM ledger.movement WHERE tenant_id = $1 ORDER BY account_id, seq`),
    days: await read(`
      SELECT account_id, day::text, opening, in_qty, out_qty, adjusted, closing, lowest
      FROM ledger.day WHERE tenant_id = $1`),
  }
}

/** Accepted means exactly one movement, that of the answer; refused means none; and no movement comes from nowhere. */
export function auditOutcomes(
  book: BookRows,
  { outcomes, siteIds }: Pick<AuditInput, 'outcomes' | 'siteIds'>,
  findings: Findings,
): void {
  const byNote = Map.groupBy(book.movements, (movement) => movement.note ?? '')
  const placeOf = new Map(book.accounts.map((account) => [account.id, account.place_id]))
  for (const { command, status, text } of outcomes) {
    const made = byNote.get(command.key) ?? []
    byNote.delete(command.key)
    if (status === 422) {
      if (made.length > 0) findings.add('refused but applied', command.key)
      continue
    }
    const [movement] = made
    if (!movement) {
      findings.add('acknowledged but missing', command.key)
      continue
    }
    if (made.length > 1) findings.add('applied more than once', `${command.key}: ${made.length} times`)
    const answer = JSON.parse(text) as { id: string; balanceLitres: number }
    const hundredths = BigInt(command.kind === 'in' ? command.amount : -command.amount)
    const agrees =
      answer.id === movement.id &&
      unitsOf(movement.delta) === hundredths * 100n &&
      Number(movement.balance_after) === answer.balanceLitres &&
      placeOf.get(movement.account_id) === siteIds[command.site]
    if (!agrees) findings.add('answer differs from the movement', `${command.key}: ${text}`)
  }
  for (const [note, made] of byNote)
    findings.add('movement without a command', `${note}: ${made[0]?.id ?? ''}`)
}

/** One audit row, one stored answer and one fact for each movement, facts in the order of the book; nothing else. */
async function auditRecords(
  read: Read,
  book: BookRows,
  outcomes: readonly Outcome[],
  findings: Findings,
): Promise<void> {
  const movementIds = book.movements.map((movement) => movement.id)
  const audited = await read<{ id: string }>(`
    SELECT resource_id AS id FROM kernel.audit_entry
    WHERE tenant_id = $1 AND operation IN ('fuel.stock.in', 'fuel.stock.out')`)
  compareLists(
    'audit rows',
    movementIds,
    audited.map((row) => row.id),
    findings,
  )

  const stored = await read<{ key: string; status: number; body: string }>(`
    SELECT key, status, body FROM kernel.idempotency_key
    WHERE tenant_id = $1 AND operation IN ('fuel.stock.in', 'fuel.stock.out')`)
  const told = outcomes.filter(({ status }) => status === 201)
  compareLists(
    'stored answers',
    told.map(({ command, status, text }) => `${command.key} ${status} ${text}`),
    stored.map(({ key, status, body }) => `${key} ${status} ${body}`),
    findings,
  )

  const facts = await read<{ aggregate: string; id: string }>(`
    SELECT aggregate, payload->>'entryId' AS id FROM kernel.outbox_event
    WHERE tenant_id = $1 AND name = 'fuel.stock.recorded' ORDER BY aggregate, position`)
  compareLists(
    'facts',
    movementIds,
    facts.map((row) => row.id),
    findings,
  )
  const inOrder = Map.groupBy(book.movements, (movement) => movement.account_id)
  const accountOf = new Map(book.movements.map((movement) => [movement.id, movement.account_id]))
  for (const [aggregate, own] of Map.groupBy(facts, (fact) => fact.aggregate)) {
    const movements = inOrder.get(accountOf.get(own[0]?.id ?? '') ?? '') ?? []
    if (movements.map(({ id }) => id).join() !== own.map(({ id }) => id).join())
      findings.add('facts in another order than the book', aggregate)
  }
}

function compareLists(what: string, expected: string[], found: string[], findings: Findings): void {
  const left = new Map<string, number>()
  for (const entry of expected) left.set(entry, (left.get(entry) ?? 0) + 1)
  for (const entry of found) left.set(entry, (left.get(entry) ?? 0) - 1)
  for (const [entry, count] of left) {
    if (count > 0) findings.add(`${what}: missing`, entry)
    if (count < 0) findings.add(`${what}: too many`, entry)
  }
}
