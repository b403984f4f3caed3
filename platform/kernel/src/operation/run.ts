import { type CommandOperation, isProblem, type Problem, type QueryOperation, raise } from '@lumbung/contract'
import { idempotencyKeyReused, versionRequired } from '../../contract/problems.ts'
import type { ControlPrincipal, Principal } from '../access/principal.ts'
import type { Catalogue } from '../app/catalogue.ts'
import type { Services } from '../app/services.ts'
import type { AccountEffect } from '../auth/account-effects.ts'
import { isRetryable } from '../db/transaction-pool.ts'
import { type ReadTx, type Tx, withinTx } from '../db/tx.ts'
import { problemOfDatabaseError } from '../errors/database-errors.ts'
import { newId } from '../ids.ts'
import { completeAudits } from '../trail/complete-audits.ts'
import { announceOnCommit } from './announce.ts'
import { type Answer, answerOf } from './answer.ts'
import { commandContext, commonContext, queryContext } from './context.ts'
import type { CallInfo, ControlCtx, FileAnswer, ReplyControls } from './ctx.ts'
import { passControlGate, passGate, refuseSuspended } from './gate.ts'
import type { BoundOperation, JudgeInputs } from './handle.ts'
import { parseInput } from './parse-input.ts'
import { prepareCommand } from './prepare.ts'
import {
  type AuditRecord,
  type EventRecord,
  findStoredAnswer,
  fingerprintOf,
  KEY_CONSTRAINT,
  recordsOf,
  turnOfKey,
  writeRecords,
} from './recorder.ts'
import { shareOf } from './share-of.ts'

/** Which of many inputs was refused, and why. */
export class InputFailure extends Error {
  override readonly name = 'InputFailure'
  readonly index: number

  constructor(index: number, cause: unknown) {
    super(`input ${index} was refused`, { cause })
    this.index = index
  }
}

interface CarriedOut {
  output: unknown
  audits: AuditRecord[]
  events: EventRecord[]
  effects: AccountEffect[]
}

/** What many inputs of one transaction want recorded. */
class Records {
  readonly audits: AuditRecord[] = []
  readonly events: EventRecord[] = []
  readonly effects: AccountEffect[] = []

  keep({ output, audits, events, effects }: CarriedOut): unknown {
    this.audits.push(...audits)
    this.events.push(...events)
    this.effects.push(...effects)
    return output
  }
}

/** The way of one request, whatever door it came through. */
export class OperationRunner {
  readonly #services: Services
  readonly #catalogue: Catalogue

  constructor(services: Services, catalogue: Catalogue) {
    this.#services = services
    this.#catalogue = catalogue
  }

  /** A tenant's query: permission, input, one read-only transaction, handler. */
  async query(bound: BoundOperation, principal: Principal, raw: unknown, call: CallInfo): Promise<Answer> {
    const operation = bound.operation as QueryOperation
    passGate(operation, principal)
    const input = parseInput(operation, raw)
    return await this.#translateErrors(async () => {
      const db = this.#services.db.of(shareOf(operation))
      const output = await db.queryTenant(principal.tenant.id, async (tx) => {
        const { ctx, assertReached } = queryContext(this.#services, operation, principal, call, tx)
        const answer = await bound.run(ctx, input)
        assertReached()
        return answer
      })
      return answerOf(operation, output, this.#services.config.checkAnswers)
    })
  }

  /** A query whose answer is a file: `deliver` gets it while the transaction is open, and writes all of it. */
  async file(
    bound: BoundOperation,
    principal: Principal,
    raw: unknown,
    call: CallInfo,
    deliver: (file: FileAnswer) => Promise<void>,
  ): Promise<void> {
    const operation = bound.operation as QueryOperation
    passGate(operation, principal)
    const input = parseInput(operation, raw)
    await this.#translateErrors(() =>
      // One snapshot: a file that takes minutes to write must not mix what was true at its start and at its end.
      this.#services.db.of(shareOf(operation)).snapshotTenant(principal.tenant.id, async (tx) => {
        const { ctx, assertReached } = queryContext(this.#services, operation, principal, call, tx)
        const file = (await bound.run(ctx, input)) as FileAnswer
        assertReached()
        await deliver(file)
      }),
    )
  }

  /** A tenant's command: permission, input, one transaction for the effect and its records, answer. */
  async command(bound: BoundOperation, principal: Principal, raw: unknown, call: CallInfo): Promise<Answer> {
    const operation = bound.operation as CommandOperation
    passGate(operation, principal)
    refuseSuspended(principal, operation)
    const input = parseInput(operation, raw)
    if (operation.versioned && call.expectedVersion === null) throw raise(versionRequired, {})
    const request = call.upload ? { input, file: call.upload.sha256 } : input
    const fingerprint =
      call.idempotencyKey === null ? null : fingerprintOf(request, this.#services.config.secret)
    return await this.#translateErrors(async () => {
      try {
        // Preparing costs more than a look at the key; other commands look only when they are refused.
        const known =
          bound.prepare && fingerprint && (await this.#storedAnswer(operation, principal, call, fingerprint))
        return known || (await this.#commit(bound, principal, input, call, fingerprint))
      } catch (error) {
        const replay =
          fingerprint &&
          this.#mayHaveAnswer(error) &&
          (await this.#storedAnswer(operation, principal, call, fingerprint))
        if (replay) return replay
        throw error
      }
    })
  }

  /** Prepares, commits, and carries out what the commit decided about accounts before the caller hears of it. */
  async #commit(
    bound: BoundOperation,
    principal: Principal,
    input: unknown,
    call: CallInfo,
    fingerprint: Buffer | null,
  ): Promise<Answer> {
    const operation = bound.operation as CommandOperation
    const prepared = await prepareCommand(this.#services, bound, principal, input, call)
    const ready = { ...bound, run: prepared.run }
    // Of the last attempt: a transaction that failed to serialize is run again.
    let effects: AccountEffect[] = []
    let undone = true
    let answer: Answer
    try {
      answer = await this.#services.db.withTenant(
        principal.tenant.id,
        async (tx) => {
          undone = false
          tx.afterRollback(async () => {
            undone = true
          })
          const done = await this.#commandInTx(ready, operation, principal, input, call, tx, fingerprint)
          effects = done.effects
          return done.answer
        },
        turnOf(operation, principal, call),
      )
    } catch (error) {
      // After a lost COMMIT nobody knows; the sweep of files without a row will.
      if (undone) await prepared.discard()
      throw error
    }
    await this.#services.effects.carryOut(effects)
    this.#services.wakeOutbox()
    return answer
  }

  /**
   * Many inputs of one command, in order, in a transaction that the caller owns; the records of all are written by one
   * statement at the end. Answers their outputs. Throws {@link InputFailure} at the first input that is refused: the
   * caller must then roll back, since the inputs before it have had their effect.
   */
  async commandsWithin(
    bound: BoundOperation,
    principal: Principal,
    inputs: readonly unknown[],
    call: CallInfo,
    tx: Tx,
  ): Promise<unknown[]> {
    const records = new Records()
    const carryOut = this.#repeated(bound, principal, call, tx)
    const outputs: unknown[] = []
    for (const [index, raw] of inputs.entries()) {
      try {
        outputs.push(records.keep(await carryOut(raw)))
      } catch (error) {
        if (isRetryable(error)) throw error
        throw new InputFailure(index, problemOfDatabaseError(error, this.#catalogue.constraints) ?? error)
      }
    }
    await this.#recordAll(bound, principal, call, tx, records)
    return outputs
  }

  /**
   * As {@link commandsWithin}, but each input on its own: what a refused one did is undone, and the others go on. `isFatal`
   * tells which failures are no refusal and end it all.
   */
  async commandsApart(
    bound: BoundOperation,
    principal: Principal,
    inputs: readonly unknown[],
    call: CallInfo,
    tx: Tx,
    isFatal: (error: unknown) => boolean,
  ): Promise<({ output: unknown } | { refusal: unknown })[]> {
    const records = new Records()
    const carryOut = this.#repeated(bound, principal, call, tx)
    const outcomes: ({ output: unknown } | { refusal: unknown })[] = []
    for (const raw of inputs) {
      try {
        outcomes.push({ output: records.keep(await tx.attempt(() => carryOut(raw))) })
      } catch (error) {
        const refusal = problemOfDatabaseError(error, this.#catalogue.constraints) ?? error
        if (isRetryable(error) || isFatal(refusal)) throw error
        outcomes.push({ refusal })
      }
    }
    await this.#recordAll(bound, principal, call, tx, records)
    return outcomes
  }

  /** What `judge` says of inputs that a person would send, in a read transaction that the caller owns. */
  async judgeWithin(
    bound: BoundOperation,
    judge: JudgeInputs<unknown>,
    principal: Principal,
    inputs: readonly unknown[],
    call: CallInfo,
    tx: ReadTx,
  ): Promise<(Problem | undefined)[]> {
    const { operation } = bound
    passGate(operation, principal)
    const parsed = inputs.map((input) => parseInput(operation, input))
    const { ctx } = queryContext(this.#services, operation, principal, call, withinTx(tx))
    return await judge(ctx, parsed)
  }

  /** A query's output inside a read transaction that the caller owns: an export walks the pages of a list in one. */
  async queryWithin(
    bound: BoundOperation,
    principal: Principal,
    raw: unknown,
    call: CallInfo,
    tx: ReadTx,
  ): Promise<unknown> {
    const operation = bound.operation as QueryOperation
    passGate(operation, principal)
    const input = parseInput(operation, raw)
    const { ctx, assertReached } = queryContext(this.#services, operation, principal, call, withinTx(tx))
    const output = await bound.run(ctx, input)
    assertReached()
    return output
  }

  /** Sign-in and tenants: no tenant is bound; the handler opens short transactions itself. */
  async control(
    bound: BoundOperation,
    principal: ControlPrincipal | null,
    raw: unknown,
    call: CallInfo,
    reply: ReplyControls,
  ): Promise<Answer> {
    const { operation } = bound
    passControlGate(operation, principal)
    const input = parseInput(operation, raw)
    const services = this.#services
    const ctx: ControlCtx = {
      ...commonContext(services, operation, call),
      services,
      principal,
      newId,
      reply,
    }
    return await this.#translateErrors(async () => {
      const output = await bound.run(ctx, input)
      const tenantId = principal?.tenantId
      if (tenantId && operation.kind === 'command') this.#services.live.announce(tenantId, operation.id)
      return answerOf(operation, output, this.#services.config.checkAnswers)
    })
  }

  async #commandInTx(
    bound: BoundOperation,
    operation: CommandOperation,
    principal: Principal,
    input: unknown,
    call: CallInfo,
    tx: Tx,
    fingerprint: Buffer | null,
  ): Promise<{ answer: Answer; effects: AccountEffect[] }> {
    const { output, audits, events, effects } = await this.#carryOut(
      bound,
      operation,
      principal,
      input,
      call,
      tx,
    )
    const answer = answerOf(operation, output, this.#services.config.checkAnswers)
    announceOnCommit(tx, this.#services.live, principal.tenant.id, operation, events)
    if (operation.unrecorded) return { answer, effects }
    const key =
      fingerprint && call.idempotencyKey !== null
        ? {
            userId: principal.userId,
            operation: operation.id,
            key: call.idempotencyKey,
            fingerprint,
            status: answer.status,
            body: answer.body,
          }
        : null
    const { requestId, address } = call
    tx.finish(recordsOf({ audits, events, key, requestId, address, actorId: principal.userId }))
    return { answer, effects }
  }

  /** One command for many inputs: whether the person may is asked once. */
  #repeated(
    bound: BoundOperation,
    principal: Principal,
    call: CallInfo,
    tx: Tx,
  ): (raw: unknown) => Promise<CarriedOut> {
    const operation = bound.operation as CommandOperation
    passGate(operation, principal)
    refuseSuspended(principal, operation)
    return async (raw) =>
      await this.#carryOut(bound, operation, principal, parseInput(operation, raw), call, tx)
  }

  async #recordAll(
    { operation }: BoundOperation,
    principal: Principal,
    { requestId, address }: CallInfo,
    tx: Tx,
    { audits, events, effects }: Records,
  ): Promise<void> {
    const { userId: actorId, tenant } = principal
    announceOnCommit(tx, this.#services.live, tenant.id, operation as CommandOperation, events)
    // Read back, since the caller may yet undo some of the inputs.
    if (effects.length > 0) tx.afterCommit(() => this.#services.effects.wake())
    if (audits.length > 0) await writeRecords(tx, { audits, events, key: null, requestId, address, actorId })
  }

  /** The handler with what it wants recorded: at least one audit record, unless the operation keeps its own. */
  async #carryOut(
    bound: BoundOperation,
    operation: CommandOperation,
    principal: Principal,
    input: unknown,
    call: CallInfo,
    tx: Tx,
  ): Promise<CarriedOut> {
    const { ctx, assertReached, audits, events, effects } = commandContext(
      this.#services,
      operation,
      principal,
      call,
      tx,
    )
    const output = await bound.run(ctx, input)
    assertReached()
    if (operation.unrecorded) return { output, audits: [], events: [], effects }
    const done = { operation, actorId: principal.userId, input, output, source: call.source ?? null }
    return { output, audits: completeAudits(audits, done, this.#catalogue.records), events, effects }
  }

  /** Whether the first request with this key may have committed: its row refused ours, or made our work fail. */
  #mayHaveAnswer(error: unknown): boolean {
    const collided = (error as { constraint?: string }).constraint === KEY_CONSTRAINT
    return (
      collided || isProblem(error) || problemOfDatabaseError(error, this.#catalogue.constraints) !== undefined
    )
  }

  /** The answer of the first request with this key, if it has committed. With another body the key was misused. */
  async #storedAnswer(
    operation: CommandOperation,
    principal: Principal,
    call: CallInfo,
    fingerprint: Buffer,
  ): Promise<Answer | undefined> {
    const stored = await this.#services.db.withTenant(principal.tenant.id, (tx) =>
      findStoredAnswer(tx, principal.userId, operation.id, call.idempotencyKey as string),
    )
    if (!stored) return undefined
    if (!stored.fingerprint.equals(fingerprint)) throw raise(idempotencyKeyReused, {})
    // The first may have died between its commit and its answer.
    this.#services.effects.wake()
    return { status: stored.status, body: stored.body, replayed: true, version: null }
  }

  async #translateErrors<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      throw problemOfDatabaseError(error, this.#catalogue.constraints) ?? error
    }
  }
}

function turnOf(
  operation: CommandOperation,
  principal: Principal,
  { idempotencyKey }: CallInfo,
): bigint | undefined {
  if (idempotencyKey === null) return undefined
  return turnOfKey(principal.tenant.id, principal.userId, operation.id, idempotencyKey)
}
