import type {
  CommandOperation,
  InputOf,
  Operation,
  OutputOf,
  Problem,
  QueryOperation,
} from '@lumbung/contract'
import type { CommandCtx, ControlCtx, PrepareCtx, QueryCtx } from './ctx.ts'

/** An operation with the function that carries it out; apps list these in their manifest. */
export interface BoundOperation {
  operation: Operation
  plane: 'tenant' | 'control'
  run(ctx: QueryCtx | CommandCtx | ControlCtx, input: unknown): Promise<unknown>
  /** Done after permission, validation and a look at the key; answers what is then run inside the transaction. */
  prepare?(ctx: PrepareCtx, input: unknown): Promise<BoundOperation['run']>
  /** Begins to judge the rows of one file before they are applied. */
  check?(): JudgeInputs<unknown>
}

/**
 * Why each of these inputs would be refused, if it came after all that were judged before it and not refused; undefined:
 * it would not. Reads only. Called with one batch after the other, each in a transaction of its own: what must be known
 * of earlier inputs it remembers itself, in memory that does not grow with their number.
 */
export type JudgeInputs<Input> = (ctx: QueryCtx, inputs: readonly Input[]) => Promise<(Problem | undefined)[]>

/** Binds a query or command to its handler; the handler's types follow from the contract. */
export function handle<Op extends QueryOperation>(
  operation: Op,
  handler: (ctx: QueryCtx, input: InputOf<Op>) => Promise<OutputOf<Op>>,
): BoundOperation
export function handle<Op extends CommandOperation>(
  operation: Op,
  handler: (ctx: CommandCtx, input: InputOf<Op>) => Promise<OutputOf<Op>>,
  /** `check`: what an import asks before it promises how many rows can be applied. */
  options?: { check: () => JudgeInputs<InputOf<Op>> },
): BoundOperation
export function handle(
  operation: Operation,
  handler: (ctx: never, input: never) => Promise<unknown>,
  options?: { check: () => JudgeInputs<never> },
): BoundOperation {
  if (operation.plane === 'control')
    throw new Error(`${operation.id} is a control operation: bind it with handleControl`)
  const bound: BoundOperation = { operation, plane: 'tenant', run: handler as BoundOperation['run'] }
  return options ? { ...bound, check: options.check as NonNullable<BoundOperation['check']> } : bound
}

/**
 * Binds a command a part of which takes too long for its transaction: hashing a password, keeping an uploaded file.
 * `prepare` computes and changes nothing, see {@link PrepareCtx}; what it answers is handed on. A request whose key has
 * an answer already prepares nothing.
 */
export function handlePrepared<Op extends CommandOperation, P>(
  operation: Op,
  prepare: (ctx: PrepareCtx, input: InputOf<Op>) => Promise<P>,
  handler: (ctx: CommandCtx, input: InputOf<Op>, prepared: P) => Promise<OutputOf<Op>>,
): BoundOperation {
  return {
    operation,
    plane: 'tenant',
    run: () => Promise.reject(new Error(`${operation.id} must be prepared before its transaction begins`)),
    prepare: async (prepareCtx, input) => {
      const prepared = await prepare(prepareCtx, input as InputOf<Op>)
      return (ctx, same) => handler(ctx as CommandCtx, same as InputOf<Op>, prepared)
    },
  }
}

/** Binds an operation of the platform's own plane (sign-in, tenants). */
export function handleControl<Op extends Operation>(
  operation: Op,
  handler: (ctx: ControlCtx, input: InputOf<Op>) => Promise<OutputOf<Op>>,
): BoundOperation {
  if (operation.plane !== 'control') throw new Error(`${operation.id} is not a control operation`)
  return { operation, plane: 'control', run: handler as BoundOperation['run'] }
}
