import { type CommandOperation, isProblem, type Problem, type QueryOperation, raise } from '@lumbung/contract'
import { idempotencyKeyReused, versionRequired } from '../../contract/problems.ts'
import type { ControlPrincipal, Principal } from '../access/principal.ts'
import type { Catalogue } from '../app/catalogue.ts'
import type { Services } from '../app/services.ts'
import { isRetryable } from '../db/transaction-pool.ts'
import type { ReadTx, Tx } from '../db/tx.ts'
import { problemOfDatabaseError } from '../errors/database-errors.ts'
import { newId } from '../ids.ts'
import { announceOnCommit } from './announce.ts'
import { type Answer, answerOf } from './answer.ts'
import { commandContext, commonContext, queryContext } from './context.ts'
import type { CallInfo, ControlCtx, FileAnswer, ReplyControls } from './ctx.ts'
import { passControlGate, passGate, refuseSuspended } from './gate.ts'
import type { BoundOperation, JudgeInputs } from './handle.ts'
import { parseInput } from './parse-input.ts'
import {
  type AuditRecord,
  type EventRecord,
  findStoredAnswer,
  fingerprintOf,
  KEY_CONSTRAINT,
  plainAudit,
  recordsOf,
  turnOfKey,
  writeRecords,
} from './recorder.ts'

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
}

/** What many inputs of one transaction want recorded. */
class Records {
  readonly audits: AuditRecord[] = []
  readonly events: EventRecord[] = []

  keep({ output, audits, events }: CarriedOut): unknown {
    this.audits.push(...audits)
    this.events.push(...events)
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
      const output = await this.#services.db.queryTenant(principal.tenant.id, async (tx) => {
        const { ctx, assertReached } = queryContext(this.#services, operation, principal, call, tx)
        const answer = await bound.run(ctx, input)
        assertReached()
        return answer
      })
      return answerOf(operation, output, this.#services.config.checkAnswers)
    })
  }

  /** A query whose answer is a file: `deliver` gets it while the transaction is open. */
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
      this.#services.db.snapshotTenant(principal.tenant.id, async (tx) => {
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
    const answer = await this.#translateErrors(async () => {
      try {
        const ready = await this.#prepared(bound, principal, input, call)
        return await this.#services.db.withTenant(
          principal.tenant.id,
          (tx) => this.#commandInTx(ready, operation, principal, input, call, tx, fingerprint),
          turnOf(operation, principal, call),
        )
      } catch (error) {
        const replay = fingerprint && (await this.#replay(operation, principal, call, fingerprint, error))
        if (replay) return replay
        throw error
      }
    })
    if (!answer.replayed) this.#services.wakeOutbox()
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
    const { ctx } = queryContext(this.#services, operation, principal, call, tx)
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
    const { ctx, assertReached } = queryContext(this.#services, operation, principal, call, tx)
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
    const ctx: ControlCtx = { ...commonContext(this.#services, operation, call), principal, newId, reply }
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
  ): Promise<Answer> {
    const { output, audits, events } = await this.#carryOut(bound, operation, principal, input, call, tx)
    const answer = answerOf(operation, output, this.#services.config.checkAnswers)
    announceOnCommit(tx, this.#services.live, principal.tenant.id, operation, events)
    if (operation.unrecorded) return answer
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
    return answer
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
    { audits, events }: Records,
  ): Promise<void> {
    const { userId: actorId, tenant } = principal
    announceOnCommit(tx, this.#services.live, tenant.id, operation as CommandOperation, events)
    if (audits.length > 0) await writeRecords(tx, { audits, events, key: null, requestId, address, actorId })
  }

  async #prepared(
    bound: BoundOperation,
    principal: Principal,
    input: unknown,
    call: CallInfo,
  ): Promise<BoundOperation> {
    if (!bound.prepare) return bound
    const { userId, name, sessionId, tenant } = principal
    const actor = { userId, name, sessionId }
    const ctx = { ...commonContext(this.#services, bound.operation, call), tenant, actor, principal }
    return { ...bound, run: await bound.prepare(ctx, input) }
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
    const { ctx, assertReached, audits, events } = commandContext(
      this.#services,
      operation,
      principal,
      call,
      tx,
    )
    const output = await bound.run(ctx, input)
    assertReached()
    if (operation.unrecorded) return { output, audits: [], events: [] }
    return {
      output,
      audits: audits.length > 0 ? audits : [plainAudit(operation, principal, output)],
      events,
    }
  }

  /**
   * The first request with this key has committed (its row refused ours, or made our work fail): its stored answer is
   * ours too. With another body the key was misused.
   */
  async #replay(
    operation: CommandOperation,
    principal: Principal,
    call: CallInfo,
    fingerprint: Buffer,
    cause: unknown,
  ): Promise<Answer | undefined> {
    const collided = (cause as { constraint?: string }).constraint === KEY_CONSTRAINT
    const refused =
      isProblem(cause) || problemOfDatabaseError(cause, this.#catalogue.constraints) !== undefined
    if (!collided && !refused) return undefined
    const stored = await this.#services.db.withTenant(principal.tenant.id, (tx) =>
      findStoredAnswer(tx, principal.userId, operation.id, call.idempotencyKey as string),
    )
    if (!stored) return undefined
    if (!stored.fingerprint.equals(fingerprint)) throw raise(idempotencyKeyReused, {})
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
