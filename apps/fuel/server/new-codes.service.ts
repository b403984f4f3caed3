import type { Problem } from '@lumbung/contract'
import type { JudgeInputs, QueryCtx, ReadTx } from '@lumbung/kernel'

/** How an import's check learns which of its rows would make a record that exists already. */
export interface CodeRules<Input> {
  /** Which of these codes records have already. */
  listTaken(tx: ReadTx, codes: readonly string[]): Promise<{ code: string }[]>
  taken(): Problem
  /** Why the row would be refused whatever its code is. */
  refusalOf?(ctx: QueryCtx, input: Input): Problem | undefined
}

/** Rows that make a record each: a code is taken by what exists, or by an earlier row of the same file. */
export function judgeNewCodes<Input extends { code: string }>(rules: CodeRules<Input>): JudgeInputs<Input> {
  const seen = new Set<string>()
  return async (ctx, inputs) => {
    const found = await rules.listTaken(
      ctx.tx,
      inputs.map(({ code }) => code),
    )
    for (const { code } of found) seen.add(code)
    return inputs.map((input) => {
      const refusal = rules.refusalOf?.(ctx, input)
      if (refusal) return refusal
      if (seen.has(input.code)) return rules.taken()
      seen.add(input.code)
      return undefined
    })
  }
}
