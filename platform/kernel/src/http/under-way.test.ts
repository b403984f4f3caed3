import { expect, it } from 'vitest'
import { UnderWay } from './under-way.ts'

it('finds nobody modest who has all that is under way, and everybody who has none of it', () => {
  const underWay = new UnderWay()
  for (let request = 0; request < 5; request += 1) underWay.begin('busy')
  expect([underWay.isModest('busy'), underWay.isModest('calm')]).toEqual([false, true])
})

it('tells the many requests of one from the few of another, and forgets what has ended', () => {
  const underWay = new UnderWay()
  const ends = Array.from({ length: 64 }, () => underWay.begin('busy'))
  for (let request = 0; request < 3; request += 1) underWay.begin('calm')
  expect([underWay.isModest('busy'), underWay.isModest('calm')]).toEqual([false, true])
  for (const end of ends) end()
  expect([underWay.isModest('busy'), underWay.isModest('calm')]).toEqual([true, false])
})
