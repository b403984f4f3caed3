import { expect, test } from 'vitest'
import { amendAnswer } from './amend-answer.ts'

const raise = ({ balance }: { balance: number }) => ({ balance: balance + 1 })

test('a whole answer is changed, and each page of one that was read page by page', () => {
  expect(amendAnswer({ balance: 1 }, raise)).toEqual({ balance: 2 })
  const paged = { pages: [{ balance: 1 }, { balance: 5 }], pageParams: [null, 'next'] }
  expect(amendAnswer(paged, raise)).toEqual({
    pages: [{ balance: 2 }, { balance: 6 }],
    pageParams: [null, 'next'],
  })
})

test('what was never read stays so', () => {
  expect(amendAnswer(undefined, raise)).toBeUndefined()
})
