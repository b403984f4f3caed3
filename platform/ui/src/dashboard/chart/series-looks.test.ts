import { expect, test } from 'vitest'
import type { ChartSeries } from '../dashboard-types.ts'
import { looksOf } from './series-looks.ts'

const series = (key: string, kind: ChartSeries['kind']): ChartSeries => ({
  key,
  label: key,
  kind,
  color: 'grey',
})

test('series of one kind and colour still look different', () => {
  const looks = looksOf([
    series('in', 'bar'),
    series('closing', 'area'),
    series('out', 'bar'),
    series('plan', 'line'),
    series('lost', 'bar'),
  ])
  const of = (key: string) => looks.find((look) => look.key === key)
  expect([of('in')?.fill, of('out')?.fill, of('lost')?.fill]).toEqual(['solid', 'hatched', 'dotted'])
  expect(of('closing')?.dashes).toBeUndefined()
  expect(of('plan')?.dashes).toBe('7 4')
})
