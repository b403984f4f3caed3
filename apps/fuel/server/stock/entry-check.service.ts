import { type InputOf, isProblem, type Problem, toDecimalText } from '@lumbung/contract'
import type { JudgeInputs, QueryCtx } from '@lumbung/kernel'
import { MovementForecast } from '@lumbung/ledger'
import type { recordStockEntry, recordStockIn, recordStockOut } from '../../contract/stock.ts'
import { namedPlace, ownPlace } from './recording.service.ts'
import { refusalInLitres } from './stock.ledger.ts'
import type { StockPlace } from './stock-place.rules.ts'

type Line = { type: 'IN' | 'OUT'; amount: number; product?: string | undefined; date?: string | undefined }

/** Lines of other people's books, as they come in a file. */
export function judgeEntries(): JudgeInputs<InputOf<typeof recordStockEntry>> {
  return judgeLines<InputOf<typeof recordStockEntry>>(namedPlace, nameOf, (input) => input)
}

export function judgeReceipts(): JudgeInputs<InputOf<typeof recordStockIn>> {
  return judgeLines<InputOf<typeof recordStockIn>>(namedPlace, nameOf, (input) => ({ ...input, type: 'IN' }))
}

export function judgeUses(): JudgeInputs<InputOf<typeof recordStockOut>> {
  return judgeLines<InputOf<typeof recordStockOut>>(
    ownPlace,
    ({ product }) => product ?? '',
    (input) => ({ ...input, type: 'OUT' }),
  )
}

function nameOf({ location, product }: { location: string; product?: string | undefined }): string {
  return `${location} ${product ?? ''}`
}

/** Places and books are asked for once per file. */
function judgeLines<Input>(
  placeOf: (ctx: QueryCtx, input: Input) => Promise<StockPlace>,
  keyOf: (input: Input) => string,
  lineOf: (input: Input) => Line,
): JudgeInputs<Input> {
  const forecast = new MovementForecast()
  const places = new Map<string, StockPlace | Problem>()
  return async (ctx, inputs) => {
    const verdicts: (Problem | undefined)[] = []
    for (const input of inputs) {
      const key = keyOf(input)
      const place = places.get(key) ?? (await problemOr(placeOf(ctx, input)))
      places.set(key, place)
      verdicts.push(isProblem(place) ? place : await judgeLine(ctx, forecast, place, lineOf(input)))
    }
    return verdicts
  }
}

async function judgeLine(
  ctx: QueryCtx,
  forecast: MovementForecast,
  place: StockPlace,
  line: Line,
): Promise<Problem | undefined> {
  const refusal = await forecast.judge(ctx.tx, {
    itemId: place.product.id,
    placeId: place.site.id,
    kind: line.type === 'IN' ? 'receipt' : 'issue',
    quantity: toDecimalText(line.amount),
    occurredAt: line.date === undefined ? null : new Date(line.date),
    zone: place.zone,
    now: ctx.now,
  })
  return refusal ? refusalInLitres(refusal) : undefined
}

/** A refusal as an answer. */
export async function problemOr<T>(place: Promise<T>): Promise<T | Problem> {
  try {
    return await place
  } catch (error) {
    if (isProblem(error)) return error
    throw error
  }
}
