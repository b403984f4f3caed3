import { command, event, line, problem, raise } from '@lumbung/contract'
import { defineApp, handle, type Subscription, sql, type Tx } from '@lumbung/kernel'
import { z } from 'zod'

const refused = problem('probe.refused', 'rule_violated')

const CountInput = z.strictObject({ counter: line(40), refuse: z.boolean(), withJob: z.boolean() })

/** Adds one to a counter under its row lock and says so; `refuse` fails after everything was written. */
export const count = command({
  id: 'probe.counter.count',
  http: 'POST /probe/counts',
  summary: { id: 'Hitung', en: 'Count' },
  permission: 'probe.counter.count',
  input: CountInput,
  output: z.object({ number: z.int() }),
  errors: [refused],
  example: { input: { counter: 'a', refuse: false, withJob: false } },
})

const counted = event('probe.counter.counted', z.object({ counter: line(40), number: z.int() }), {
  id: 'Terhitung',
  en: 'Counted',
})

async function leaveTrace(tx: Tx, witness: string, seen: { counter: string; number: number }): Promise<void> {
  await tx.run(sql`
    INSERT INTO probe.seen (witness, counter, number) VALUES (${witness}, ${seen.counter}, ${seen.number})`)
}

/** Fails one time in twenty, before or after its effect. */
function witness(name: string): Subscription {
  return {
    name,
    event: counted,
    handle: async (ctx, payload) => {
      if (Math.random() < 0.025) throw new Error('thrown before the effect')
      await leaveTrace(ctx.tx, name, payload as { counter: string; number: number })
      if (Math.random() < 0.025) throw new Error('thrown after the effect')
    },
  }
}

export const outboxApp = defineApp({
  id: 'probe',
  name: { id: 'Uji kotak keluar', en: 'Outbox probe' },
  summary: { id: 'Menghitung dan melapor.', en: 'Counts and tells.' },
  migrations: new URL('./migrations/', import.meta.url),
  permissions: { 'probe.counter.count': { id: 'Menghitung', en: 'Count' } },
  texts: { id: { 'probe.refused': 'Ditolak.' }, en: { 'probe.refused': 'Refused.' } },
  operations: [
    handle(count, async (ctx, { counter, refuse, withJob }) => {
      const { value } = await ctx.tx.one<{ value: number }>(sql`
        INSERT INTO probe.counter (name, value) VALUES (${counter}, 1)
        ON CONFLICT ON CONSTRAINT counter_pk DO UPDATE SET value = counter.value + 1
        RETURNING value`)
      ctx.emit(counted, `probe.counter:${counter}`, { counter, number: value })
      if (withJob) await ctx.enqueue('probe.note', { counter, number: value })
      if (refuse) throw raise(refused, {})
      return { number: value }
    }),
  ],
  subscriptions: [witness('probe.first'), witness('probe.second')],
  jobs: [
    {
      name: 'probe.note',
      run: async (ctx, data) => {
        const { counter, number } = data as { counter: string; number: number }
        await ctx.services.db.withTenant(ctx.tenantId as string, async (tx) => {
          if (await ctx.firstTime(tx, 'note')) await leaveTrace(tx, 'probe.note', { counter, number })
        })
        if (Math.random() < 0.05) throw new Error('thrown after the effect')
      },
    },
  ],
})
