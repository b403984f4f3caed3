import { ImportState } from '@lumbung/kernel/contract'
import { expect, test } from 'vitest'
import {
  canBeCancelled,
  IMPORT_STEPS,
  isDone,
  isReachable,
  isStale,
  stepOf,
  stepsOf,
  wasBeingUndone,
} from './import-steps.ts'

const counts = {
  total: 10,
  valid: 8,
  invalid: 2,
  leftOut: 0,
  applied: 0,
  failed: 0,
  skipped: 0,
  reversed: 0,
  notReversed: 0,
}
const mapping = { columns: {} }
const run = (state: ImportState, changes = {}) => ({ state, counts, mapping, unknownValues: [], ...changes })
const unknown = { field: 'type', text: 'Klr', rows: 38, firstRow: 2, suggestion: 'OUT' }

test.each(ImportState.options)('a run that is %s can be opened at the step where it stands', (state) => {
  expect(isReachable(run(state), stepOf(run(state)))).toBe(true)
})

test.each(ImportState.options)(
  'of a run that is %s, no step beyond where it stands can be opened',
  (state) => {
    const open = IMPORT_STEPS.filter((step) => isReachable(run(state), step))
    const last = IMPORT_STEPS.indexOf(stepOf(run(state)))
    // What is checked may be applied: the one step that lies ahead.
    const ahead = open.filter((step) => IMPORT_STEPS.indexOf(step) > last)
    expect(ahead).toEqual(state === 'ready' ? ['apply'] : [])
  },
)

test('where no row is right there is nothing to apply', () => {
  expect(isReachable(run('ready', { counts: { ...counts, valid: 0 } }), 'apply')).toBe(false)
})

test('steps behind are done, those of a cancelled import are not', () => {
  const done = (state: ImportState) => IMPORT_STEPS.filter((step) => isDone(run(state), step))
  expect(done('ready')).toEqual(['file', 'mapping', 'values'])
  expect(done('applying')).toEqual(['file', 'mapping', 'values', 'preview'])
  expect(done('applied')).toEqual(['file', 'mapping', 'values', 'preview', 'apply'])
  expect(done('cancelled')).toEqual(['file', 'mapping'])
  expect(isDone(run('cancelled', { mapping: null }), 'mapping')).toBe(false)
})

test.each(['ready', 'needs_mending'] as const)(
  'a run that is %s stands at the words that nobody has given a meaning, and goes on without one, too',
  (state) => {
    const standing = run(state, { unknownValues: [unknown] })
    expect(stepOf(standing)).toBe('values')
    expect(isDone(standing, 'values')).toBe(false)
    expect(isReachable(standing, 'preview')).toBe(true)
  },
)

test('where every word is known there is no step for them, unless some were given a meaning', () => {
  expect(stepsOf(run('ready'))).not.toContain('values')
  const given = run('ready', { mapping: { columns: {}, values: { type: { Klr: 'OUT' } } } })
  expect(stepsOf(given)).toContain('values')
  expect([stepOf(given), isReachable(given, 'values'), isDone(given, 'values')]).toEqual([
    'preview',
    true,
    true,
  ])
})

test('a paused run goes on in the direction in which it went', () => {
  const paused = (changes: Partial<typeof counts>) =>
    wasBeingUndone({ state: 'paused', counts: { ...counts, ...changes } })
  expect(paused({ applied: 3 })).toBe(false)
  expect(paused({ applied: 8 })).toBe(true)
  expect(paused({ applied: 5, failed: 3 })).toBe(true)
  expect(paused({ applied: 3, reversed: 1 })).toBe(true)
  expect(wasBeingUndone({ state: 'ready', counts: { ...counts, valid: 0 } })).toBe(false)
})

test('an import is given up only while it has recorded nothing', () => {
  const given = (state: ImportState, applied = 0) => canBeCancelled({ state, counts: { ...counts, applied } })
  expect(ImportState.options.filter((state) => given(state))).toEqual([
    'uploaded',
    'validating',
    'ready',
    'needs_mending',
    'refused',
    'paused',
  ])
  expect(given('paused', 1)).toBe(false)
})

test('two minutes without a sign of life are too long for a run under way, not for one that waits', () => {
  const updatedAt = '2026-11-20T08:00:00Z'
  const later = (seconds: number) => new Date(Date.parse(updatedAt) + seconds * 1_000)
  expect(isStale({ state: 'applying', updatedAt }, later(119))).toBe(false)
  expect(isStale({ state: 'applying', updatedAt }, later(121))).toBe(true)
  expect(isStale({ state: 'ready', updatedAt }, later(9_999))).toBe(false)
})
