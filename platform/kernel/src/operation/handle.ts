import type { CommandOperation, InputOf, Operation, OutputOf, QueryOperation } from '@lumbung/contract'
import type { CommandCtx, ControlCtx, QueryCtx } from './ctx.ts'

/** An operation with the function that carries it out; apps list these in their manifest. */
export interface BoundOperation {
  operation: Operation
  plane: 'tenant' | 'control'
  run(ctx: QueryCtx | CommandCtx | ControlCtx, input: unknown): Promise<unknown>
}

/** Binds a query or command to its handler; the handler's types follow from the contract. */
export function handle<Op extends QueryOperation>(
  operation: Op,
  handler: (ctx: QueryCtx, input: InputOf<Op>) => Promise<OutputOf<Op>>,
): BoundOperation
export function handle<Op extends CommandOperation>(
  operation: Op,
  handler: (ctx: CommandCtx, input: InputOf<Op>) => Promise<OutputOf<Op>>,
): BoundOperation
export function handle(
  operation: Operation,
  handler: (ctx: never, input: never) => Promise<unknown>,
): BoundOperation {
  if (operation.plane === 'control')
    throw new Error(`${operation.id} is a control operation: bind it with handleControl`)
  return { operation, plane: 'tenant', run: handler as BoundOperation['run'] }
}

/** Binds an operation of the platform's own plane (sign-in, tenants). */
export function handleControl<Op extends Operation>(
  operation: Op,
  handler: (ctx: ControlCtx, input: InputOf<Op>) => Promise<OutputOf<Op>>,
): BoundOperation {
  if (operation.plane !== 'control') throw new Error(`${operation.id} is not a control operation`)
  return { operation, plane: 'control', run: handler as BoundOperation['run'] }
}
