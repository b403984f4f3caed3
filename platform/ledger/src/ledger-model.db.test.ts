import { addDays, isProblem } from '@lumbung/contract'
import { newId, sql, type Tx } from '@lumbung/kernel'
import { createTestPlatform, type TestPlatform, type TestTenant } from '@lumbung/testing'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  findAccount,
  ledgerApp,
  listMovements,
  type MovementRow,
  type NewMovement,
  postMovement,
  previewMovement,
  readTrend,
  reverseMovement,
  streamMovements,
  verifyChain,
} from './index.ts'
import {
  LedgerModel,
  MODEL_ZONE,
  type ModelEntry,
  type ModelOutcome,
  modelDayOf,
  modelText,
} from './ledger-model.fixture.ts'
import { HOUR_MS, START, type Step, step } from './ledger-steps.fixture.ts'

let platform: TestPlatform
beforeAll(async () => {
  platform = await createTestPlatform({ apps: [ledgerApp] })
})
afterAll(() => platform.close())

async function outcomeOf(
  post: () => Promise<Awaited<ReturnType<typeof postMovement>>>,
): Promise<ModelOutcome> {
  try {
    const { seq, onHandAfter, dayClosing, businessDay, occurredAt, backdated } = await post()
    return { posted: { seq, onHandAfter, dayClosing, businessDay, at: occurredAt.getTime(), backdated } }
  } catch (error) {
    if (!isProblem(error)) throw error
    return { refused: error.code, params: error.params }
  }
}

/** How often each outcome was met: the agreement means nothing about an outcome that never came. */
const met = new Map<string, number>()
const EVERY_OUTCOME = [
  'posted as the newest',
  'posted before others',
  'reversed as the newest',
  'reversed before others',
  'ledger.insufficient',
  'ledger.later_day_negative',
  'ledger.future_date',
  'ledger.closed_period',
  'ledger.backdate_too_old',
  'ledger.already_reversed',
  'ledger.not_reversible',
  'ledger.movement_unknown',
]
function count(outcome: ModelOutcome, what: 'posted' | 'reversed'): void {
  const name =
    'refused' in outcome
      ? outcome.refused
      : outcome.posted.backdated
        ? `${what} before others`
        : `${what} as the newest`
  met.set(name, (met.get(name) ?? 0) + 1)
}

/** One account driven through the steps, beside the model. */
class Run {
  readonly model = new LedgerModel()
  readonly itemId = newId()
  readonly placeId = newId()
  now = START
  readonly tenant: TestTenant

  constructor(tenant: TestTenant) {
    this.tenant = tenant
  }

  write<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return platform.services.db.withTenant(this.tenant.id, work)
  }

  async take(step: Step): Promise<void> {
    if (step.do === 'close') return await this.close(step)
    this.now += step.advance
    if (step.do === 'post') await this.post(step)
    else if (step.do === 'swing') await this.swing(step.rest)
    else if (step.do === 'undo') await this.undo(step.most)
    else await this.reverse(this.model.entries[step.pick % Math.max(this.model.entries.length, 1)])
  }

  async close({ daysAgo, limitDays }: Extract<Step, { do: 'close' }>): Promise<void> {
    this.model.closedThrough = daysAgo === null ? null : addDays(modelDayOf(this.now), -daysAgo)
    this.model.limitDays = limitDays
    await this.write((tx) =>
      tx.run(sql`UPDATE ledger.setting
        SET closed_through = ${this.model.closedThrough}::date, backdate_limit_days = ${limitDays}`),
    )
  }

  async post(step: Extract<Step, { do: 'post' }>): Promise<void> {
    const id = newId()
    const at = step.back === null ? null : this.now - step.back
    const movement: NewMovement = {
      movementId: id,
      itemId: this.itemId,
      placeId: this.placeId,
      kind: step.kind,
      quantity: step.quantity,
      occurredAt: at === null ? null : new Date(at),
      zone: MODEL_ZONE,
      actorId: null,
      note: 'back\\slash · ünïcode',
      document: null,
      now: new Date(this.now),
    }
    const before = this.model.days()
    const expected = this.model.post({ id, kind: step.kind, quantity: step.quantity, at, now: this.now })
    const preview = await platform.services.db.queryTenant(this.tenant.id, (tx) =>
      previewMovement(tx, movement),
    )
    const actual = await outcomeOf(() => this.write((tx) => postMovement(tx, movement)))
    expect(actual).toEqual(expected)
    count(expected, 'posted')
    if ('refused' in expected) {
      expect(preview.refusal).toMatchObject({ type: { code: expected.refused }, params: expected.params })
      return
    }
    expect(preview.refusal).toBeNull()
    expect(preview).toMatchObject({
      onHandAfter: expected.posted.onHandAfter,
      backdated: expected.posted.backdated,
    })
    const changed = this.model
      .days()
      .filter((day) => JSON.stringify(day) !== JSON.stringify(before.find((old) => old.day === day.day)))
    expect(
      preview.days.map(({ day, closingAfter, lowestAfter }) => ({ day, closingAfter, lowestAfter })),
    ).toEqual(
      changed.map(({ day, closing, lowest }) => ({ day, closingAfter: closing, lowestAfter: lowest })),
    )
    expect(preview.changedDays).toBe(changed.length)
  }

  async swing(rest: number): Promise<void> {
    const common = { do: 'post', back: null, advance: 0 } as const
    const amount = this.model.onHand - BigInt(rest) * 10_000n
    if (amount > 0n) await this.post({ ...common, kind: 'issue', quantity: modelText(amount) })
    this.now += 2 * HOUR_MS
    await this.post({ ...common, kind: 'receipt', quantity: '200' })
  }

  async undo(most: number): Promise<void> {
    const { entries } = this.model
    const taken = new Set(entries.map((entry) => entry.reverses))
    const standing = entries.filter(({ kind, seq }) => kind !== 'reversal' && !taken.has(seq))
    for (const original of standing.reverse().slice(0, most)) await this.reverse(original)
  }

  async reverse(original: ModelEntry | undefined): Promise<void> {
    const reversal = {
      movementId: newId(),
      reverses: original?.id ?? newId(),
      zone: MODEL_ZONE,
      actorId: null,
      note: null,
      now: new Date(this.now),
    }
    const expected = this.model.reverse({ id: reversal.movementId, seq: original?.seq ?? 0, now: this.now })
    expect(await outcomeOf(() => this.write((tx) => reverseMovement(tx, reversal)))).toEqual(expected)
    count(expected, 'reversed')
  }

  /** Everything that can be read afterwards says what the model says. */
  async compare(): Promise<void> {
    await platform.services.db.queryTenant(this.tenant.id, async (tx) => {
      const account = await findAccount(tx, this.itemId, this.placeId)
      if (!account) return expect(this.model.entries).toEqual([])
      expect(account).toMatchObject({
        onHand: modelText(this.model.onHand),
        available: modelText(this.model.onHand),
        movements: this.model.entries.length,
        lastOccurredAt: new Date(this.model.lastAt ?? 0),
      })
      const days = await tx.rows(sql`
        SELECT day::text AS day, opening, in_qty AS "in", out_qty AS out, adjusted, closing, lowest
        FROM ledger.day WHERE account_id = ${account.accountId} ORDER BY day`)
      expect(days).toEqual(this.model.days())
      const running = this.model.runningBalances()
      const expected = this.model.inEffect().map((entry) => ({
        seq: entry.seq,
        runningBalance: running.get(entry.seq),
        reverses: entry.reverses,
        reversedBySeq: this.model.entries.find((other) => other.reverses === entry.seq)?.seq ?? null,
      }))
      const shown = ({ seq, runningBalance, reverses, reversedBySeq }: MovementRow) => ({
        seq,
        runningBalance,
        reverses,
        reversedBySeq,
      })
      const listed: MovementRow[] = []
      let cursor: Parameters<typeof listMovements>[1]['cursor'] = null
      do {
        const page = await listMovements(tx, { accountIds: [account.accountId], limit: 7, cursor })
        listed.push(...page.rows)
        cursor = page.next
      } while (cursor)
      expect(listed.map(shown)).toEqual([...expected].reverse())
      const streamed: MovementRow[] = []
      for await (const rows of streamMovements(tx, { accountIds: [account.accountId] }))
        streamed.push(...rows)
      expect(streamed.map(shown)).toEqual(expected)
      await this.compareTrend(tx, account.accountId)
      // Many small steps, each of which goes on from the last.
      for (const rowsPerStep of [1, 3, undefined]) {
        expect(await verifyChain(tx, { rowsPerStep })).toMatchObject({
          movements: this.model.entries.length,
          intact: true,
        })
      }
    })
  }

  async compareTrend(tx: Parameters<typeof readTrend>[0], accountId: string): Promise<void> {
    const sparse = new Map(this.model.days().map((day) => [day.day, day]))
    const all = [...sparse.keys()]
    // From the middle, so that the true opening has to come from before the window.
    const [from, to] = [all[Math.floor(all.length / 2)] as string, addDays(all.at(-1) as string, 2)]
    const trend = await readTrend(tx, { accountIds: [accountId], from, to })
    let closing = sparse.get(from)?.opening as string
    const expected = []
    for (let day = from; day <= to; day = addDays(day, 1)) {
      const known = sparse.get(day)
      const still = { in: '0.0000', out: '0.0000', adjusted: '0.0000' }
      expected.push(known ?? { day, opening: closing, ...still, closing, lowest: closing })
      closing = known?.closing ?? closing
    }
    expect(trend.accounts[0]?.days).toEqual(expected)
    expect(trend.total).toEqual(expected.map(({ lowest: _, ...day }) => day))
  }
}

describe('the ledger against a model that adds everything up anew', () => {
  it('agrees on every posting, refusal, day, running balance and trend, whatever the order of the steps', async () => {
    let runs = 0
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40, size: 'max' }), async (steps) => {
        runs += 1
        const run = new Run(await platform.createTenant(`model-${runs}`))
        for (const step of steps) await run.take(step)
        await run.compare()
      }),
      { numRuns: 50, endOnFailure: false },
    )
    expect(Object.fromEntries(met)).toEqual(
      Object.fromEntries(EVERY_OUTCOME.map((outcome) => [outcome, expect.any(Number)])),
    )
  }, 120_000)
})
