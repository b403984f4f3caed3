import { describe, expect, it } from 'vitest'
import { noHistory, redo, remember, undo } from './undo.ts'

describe('undo', () => {
  it('goes back step by step and forward again', () => {
    const history = remember(remember(noHistory<string>(), 'a'), 'b')
    const once = undo(history, 'c')
    expect(once?.state).toBe('b')
    const twice = once && undo(once.history, once.state)
    expect(twice?.state).toBe('a')
    expect(twice && undo(twice.history, 'a')).toBeNull()
    const again = twice && redo(twice.history, twice.state)
    expect(again?.state).toBe('b')
    expect(again && redo(again.history, again.state)?.state).toBe('c')
  })

  it('forgets what was undone once something else is changed', () => {
    const undone = undo(remember(noHistory<string>(), 'a'), 'b')
    const changed = undone && remember(undone.history, 'a')
    expect(changed && redo(changed, 'c')).toBeNull()
  })

  it('keeps the last hundred steps', () => {
    let history = noHistory<number>()
    for (let step = 0; step < 250; step += 1) history = remember(history, step)
    expect(history.past).toHaveLength(100)
    expect(history.past.at(-1)).toBe(249)
  })
})
