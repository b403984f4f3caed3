import type { CommandSender, Outcome } from './client.ts'
import type { Findings } from './findings.ts'

/** One accepted command in this many is sent again. */
const ASKED_AGAIN = 10

export interface Settled {
  outcomes: Outcome[]
  /** Refused while an earlier attempt of unknown end was still to take effect. */
  appliedAfterRefusal: number
}

/**
 * Gives every command its last word. A refusal does not use up its key, so a refusal that came after an attempt of
 * unknown end says only that nothing had been done yet: an attempt still under way in another process may have been
 * accepted afterwards. When nothing is under way any more, the same key tells.
 */
export async function settle(sender: CommandSender, outcomes: readonly Outcome[]): Promise<Settled> {
  const settled: Outcome[] = []
  let appliedAfterRefusal = 0
  for (const outcome of outcomes) {
    if (outcome.status === 201 || !outcome.afterUnknown) {
      settled.push(outcome)
      continue
    }
    const { status, text, replayed } = await sender.sendAgain(outcome.command)
    if (status !== 201 && status !== 422) throw new Error(`${outcome.command.key}: ${status} ${text}`)
    if (replayed) appliedAfterRefusal += 1
    settled.push({ ...outcome, status, text })
  }
  return { outcomes: settled, appliedAfterRefusal }
}

/** Sends a part of the accepted commands again: the same bytes must come back, and a different body be refused. */
export async function askAgain(
  sender: CommandSender,
  outcomes: readonly Outcome[],
  findings: Findings,
): Promise<number> {
  const accepted = outcomes.filter(
    ({ status, command }) => status === 201 && command.index % ASKED_AGAIN === 0,
  )
  for (const { command, status, text } of accepted) {
    const again = await sender.sendAgain(command)
    if (again.status !== status || again.text !== text || !again.replayed)
      findings.add('another answer to the same key', `${command.key}: ${again.status} ${again.text}`)
    if (command.index % (ASKED_AGAIN * 10) !== 0) continue
    const altered = await sender.sendAgain({ ...command, amount: command.amount + 1 })
    if (altered.status !== 422 || !altered.text.includes('platform.idempotency_key_reused'))
      findings.add('a reused key was not refused', `${command.key}: ${altered.status} ${altered.text}`)
  }
  return accepted.length
}
