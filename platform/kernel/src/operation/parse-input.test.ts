import { command, decimal, type FieldFault, isProblem, line, PUBLIC } from '@lumbung/contract'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { Texts } from '../texts/texts.ts'
import { coerce, coercionsOf, faultsOf as faultsOfIssues, parseInput } from './parse-input.ts'

const operation = command({
  id: 'test.thing.do',
  http: 'POST /things',
  summary: { id: 'Uji', en: 'Test' },
  permission: PUBLIC,
  input: z.object({
    amount: decimal({ decimals: 2, min: 0.01, max: 1_000 }),
    name: line(10).optional(),
    kind: z.enum(['IN', 'OUT']).optional(),
    lines: z
      .array(z.strictObject({ count: z.int().max(5) }))
      .max(2)
      .optional(),
  }),
  output: z.null(),
  example: { input: { amount: 1 } },
})

function faultsOf(input: unknown): Record<string, FieldFault[]> {
  try {
    parseInput(operation, input)
  } catch (error) {
    if (isProblem(error)) return error.fields ?? {}
    throw error
  }
  throw new Error('nothing was refused')
}

describe('a field', () => {
  it.each([
    ['left out', {}, 'amount', 'field.required'],
    ['of the wrong type', { amount: '12' }, 'amount', 'field.type'],
    ['that is null', { amount: null }, 'amount', 'field.type'],
    ['too small', { amount: 0 }, 'amount', 'field.too_small'],
    ['too big', { amount: 1_000.01 }, 'amount', 'field.too_big'],
    ['with three decimals', { amount: 1.005 }, 'amount', 'field.decimals'],
    ['that only a float has', { amount: 0.1 + 0.2 }, 'amount', 'field.decimals'],
    ['not known', { amount: 1, amout: 1 }, 'amout', 'field.unknown'],
    ['empty', { amount: 1, name: '' }, 'name', 'field.required'],
    ['too long', { amount: 1, name: 'x'.repeat(11) }, 'name', 'field.too_long'],
    ['with a control character', { amount: 1, name: 'a\u0007' }, 'name', 'field.pattern'],
    ['outside its choices', { amount: 1, kind: 'in' }, 'kind', 'field.choice'],
    ['deep inside', { amount: 1, lines: [{ count: 6 }] }, 'lines.0.count', 'field.too_big'],
    ['unknown deep inside', { amount: 1, lines: [{ count: 1, cuont: 2 }] }, 'lines.0.cuont', 'field.unknown'],
  ])('%s is named with its fault, once', (_what, input, field, code) => {
    expect(faultsOf(input)).toEqual({ [field]: [expect.objectContaining({ code })] })
  })

  it('of the wrong type is told the right one in words', () => {
    const [fault] = faultsOf({ amount: 'dua' }).amount ?? []
    expect(fault?.params).toEqual({ expected: 'number', kind: { id: 'angka', en: 'a number' } })
    const texts = Texts.create([])
    expect(texts.say('id', 'field.type', fault?.params)).toBe('Isian ini harus berupa angka.')
    expect(texts.say('en', 'field.type', fault?.params)).toBe('This must be a number.')
  })

  it('that does not fit its pattern is told what the contract wants, wherever it stands', () => {
    const wants = { id: 'Huruf besar saja.', en: 'Only capital letters.' }
    const Code = z
      .string()
      .max(9)
      .regex(/^[A-Z]+$/)
      .meta({ wants })
    const label = { id: 'Kode', en: 'Code' }
    const input = z.object({
      code: Code.meta({ label }),
      perhaps: Code.nullable().optional(),
      usual: Code.default('A'),
      codes: z.array(Code),
      lines: z.array(z.strictObject({ code: Code })),
      byName: z.record(z.string(), Code),
      mute: z.string().regex(/^[A-Z]+$/),
    })
    const result = input.safeParse({
      code: 'a',
      perhaps: 'a',
      usual: 'a',
      codes: ['A', 'a'],
      lines: [{ code: 'a' }],
      byName: { x: 'a' },
      mute: 'a',
    })
    const pattern = [{ code: 'field.pattern', params: { wants } }]
    expect(faultsOfIssues(input, result.error?.issues ?? [])).toEqual({
      code: pattern,
      perhaps: pattern,
      usual: pattern,
      'codes.1': pattern,
      'lines.0.code': pattern,
      'byName.x': pattern,
      mute: [{ code: 'field.format' }],
    })
  })

  it.each(['id', 'en'] as const)('of the wrong form is told so without a technical name, in %s', (locale) => {
    const texts = Texts.create([])
    const wants = { id: 'Huruf besar saja.', en: 'Only capital letters.' }
    expect(texts.say(locale, 'field.pattern', { wants })).toBe(wants[locale])
    for (const code of ['field.format', 'field.email', 'field.day', 'field.instant', 'field.id']) {
      expect(texts.has(locale, code)).toBe(true)
      expect(texts.say(locale, code)).not.toMatch(/regex|uuid|datetime|\{\{/i)
    }
  })

  it('cannot reach the prototype', () => {
    expect(Object.keys(faultsOf(JSON.parse('{"amount":1,"__proto__":{"x":1}}')))).toEqual(['__proto__'])
    expect(({} as { x?: number }).x).toBeUndefined()
  })
})

describe('a query string', () => {
  const coercions = coercionsOf(
    z.object({ n: z.int().optional(), yes: z.boolean().default(false), tags: z.array(z.string()) }),
  )

  it('is read by the types of the contract, and left as text where it does not fit', () => {
    expect(coerce({ n: '12', yes: 'true', tags: 'a,b' }, coercions)).toEqual({
      n: 12,
      yes: true,
      tags: ['a', 'b'],
    })
    expect(coerce({ n: '12abc', yes: 'ja' }, coercions)).toEqual({ n: '12abc', yes: 'ja' })
    expect(coerce({ n: '1e400' }, coercions)).toEqual({ n: '1e400' })
    expect(coerce({ n: ['1', '2'] }, coercions)).toEqual({ n: ['1', '2'] })
  })
})
