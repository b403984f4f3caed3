import type { CallerInputOf } from '@lumbung/contract'
import { createTestPlatform, type TestPerson, type TestPlatform } from '@lumbung/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { deleteView, listViews, saveView, updateView } from '../../contract/views.ts'

let platform: TestPlatform
let owner: TestPerson
let colleague: TestPerson

beforeAll(async () => {
  platform = await createTestPlatform({ apps: [] })
  owner = await platform.signInAs(null, { name: 'Pemilik tampilan' })
  colleague = await platform.signInAs(null)
})
afterAll(() => platform.close())

const content = {
  name: 'Pemakaian minggu ini',
  filters: { type: 'OUT', search: 'genset "utara"' },
  columns: ['date', 'amount'],
  density: 'compact' as const,
  shared: false,
}

async function save(list: string, change: Partial<CallerInputOf<typeof saveView>> = {}, person = owner) {
  return await person.call(saveView, { list, ...content, ...change })
}

async function namesSeenBy(person: TestPerson, list: string) {
  return (await person.call(listViews, { list })).body.data.map((view) => view.name)
}

describe('a saved view', () => {
  it('comes back as it was saved, to its owner alone', async () => {
    const saved = await save('test.own')
    expect(saved.status).toBe(201)
    const { data } = (await owner.call(listViews, { list: 'test.own' })).body
    expect(data).toEqual([saved.body])
    expect(saved.body).toMatchObject({
      ...content,
      list: 'test.own',
      owner: { id: owner.userId, name: 'Pemilik tampilan' },
      mine: true,
      version: 1,
    })
    expect(await namesSeenBy(colleague, 'test.own')).toEqual([])
    expect(await namesSeenBy(owner, 'test.another')).toEqual([])
  })

  it('is seen by the whole organisation once it is shared, and by no other organisation', async () => {
    await save('test.shared', { name: 'b', shared: true })
    await save('test.shared', { name: 'a', shared: true })
    await save('test.shared', { name: 'z', shared: true }, colleague)
    expect(await namesSeenBy(owner, 'test.shared')).toEqual(['a', 'b', 'z'])
    const seen = (await colleague.call(listViews, { list: 'test.shared' })).body.data
    expect(seen.map(({ name, mine }) => [name, mine])).toEqual([
      ['z', true],
      ['a', false],
      ['b', false],
    ])
    const stranger = await platform.signInWith(['*'], { tenant: platform.otherTenant })
    expect(await namesSeenBy(stranger, 'test.shared')).toEqual([])
  })

  it('is changed by its owner, and each change is in the audit with what it changed', async () => {
    const { id } = (await save('test.changed')).body
    const changed = await owner.call(
      updateView,
      { ...content, id, filters: {}, columns: null },
      { ifMatch: 1 },
    )
    expect([changed.status, changed.body]).toMatchObject([200, { filters: {}, columns: null, version: 2 }])
    expect((await owner.call(listViews, { list: 'test.changed' })).body.data).toEqual([changed.body])
    expect((await owner.call(deleteView, { id })).body).toEqual({ id })
    expect(await namesSeenBy(owner, 'test.changed')).toEqual([])
    const trail = await platform.asSuperuser<{ operation: string; changes: Record<string, unknown> }>(
      'SELECT operation, changes FROM kernel.audit_entry WHERE resource_id = $1 ORDER BY at',
      [id],
    )
    expect(trail.map((entry) => entry.operation)).toEqual([
      'platform.view.save',
      'platform.view.update',
      'platform.view.delete',
    ])
    // The name did not change: it says which view it was.
    expect(trail[1]?.changes).toEqual({
      name: [content.name, content.name],
      filters: [content.filters, {}],
      columns: [content.columns, null],
    })
  })

  it('is not changed by who looks at an old version of it, nor without naming one', async () => {
    const { id } = (await save('test.version')).body
    expect((await owner.call(updateView, { ...content, id, name: 'baru' }, { ifMatch: 1 })).status).toBe(200)
    const stale = await owner.call(updateView, { ...content, id, name: 'lama' }, { ifMatch: 1 })
    expect([stale.status, stale.problem.params]).toEqual([412, { expected: 1, actual: 2 }])
    const unnamed = await owner.call(updateView, { ...content, id })
    expect([unnamed.status, unnamed.problem.code]).toEqual([428, 'platform.version_required'])
    expect(await namesSeenBy(owner, 'test.version')).toEqual(['baru'])
  })

  it('of somebody else is as unknown as one that does not exist, shared or not', async () => {
    const shared = (await save('test.foreign', { shared: true })).body
    const secret = (await save('test.foreign', { name: 'rahasia' })).body
    const stranger = await platform.signInWith(['*'], { tenant: platform.otherTenant })
    const administrator = await platform.signInWith(['*'])
    for (const person of [colleague, administrator, stranger]) {
      for (const id of [shared.id, secret.id, '01936f2a-7b1c-7000-8000-00000000dead']) {
        const answers = [
          await person.call(updateView, { ...content, id }, { ifMatch: 1 }),
          await person.call(deleteView, { id }),
        ]
        expect(answers.map(({ status, problem }) => [status, problem.code])).toEqual(
          Array(2).fill([404, 'platform.not_found']),
        )
      }
    }
    expect(await namesSeenBy(owner, 'test.foreign')).toEqual([content.name, 'rahasia'])
  })
})

describe('what is refused', () => {
  it('is a second view of the same name for the same list, when saving and when renaming', async () => {
    await save('test.names')
    const twice = await save('test.names')
    expect([twice.status, twice.problem.code]).toEqual([409, 'platform.view_name_taken'])
    expect((await save('test.other-names')).status).toBe(201)
    expect((await save('test.names', {}, colleague)).status).toBe(201)
    const { id } = (await save('test.names', { name: 'lain' })).body
    const renamed = await owner.call(updateView, { ...content, id }, { ifMatch: 1 })
    expect([renamed.status, renamed.problem.code]).toEqual([409, 'platform.view_name_taken'])
  })

  it('is the 201st view of one list, however many are saved at once', async () => {
    await platform.asSuperuser(
      `INSERT INTO kernel.saved_view (tenant_id, id, owner_id, list, name, filters, density, shared)
       SELECT $1, gen_random_uuid(), $2, 'test.many', 'n' || n, '{}', 'compact', false FROM generate_series(1, 197) AS n`,
      [platform.tenant.id, owner.userId],
    )
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) => save('test.many', { name: `baru ${index}` })),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 201, 422, 422, 422, 422, 422])
    const refused = answers.find(({ status }) => status === 422)
    expect([refused?.problem.code, refused?.problem.params]).toEqual([
      'platform.too_many_views',
      { most: 200 },
    ])
    expect((await save('test.many', {}, colleague)).status).toBe(201)
    expect((await save('test.fewer')).status).toBe(201)
  })

  it.each([
    ['a list that is no name', { list: 'Fuel History' }],
    ['an empty name', { name: '' }],
    ['a control character in a filter', { filters: { type: 'a\u0000b' } }],
    ['half a character in a filter', { filters: { type: '\uD800' } }],
    ['half a character in the name', { name: 'a\uD800' }],
    ['a filter that is no name', { filters: { 'a b': 'x' } }],
    ['more filters than any screen has', { filters: Object.fromEntries(numbered(61)) }],
    ['a column that is no name', { columns: ['<b>'] }],
    ['a density that there is not', { density: 'tiny' }],
  ])('is %s', async (_what, change) => {
    const answer = await owner.callRaw(saveView, { list: 'test.bad', ...content, ...change })
    expect([answer.status, answer.problem.code]).toEqual([422, 'platform.invalid_input'])
  })

  it('is everything to who is not signed in', async () => {
    for (const [operation, input] of [
      [listViews, { list: 'test.own' }],
      [saveView, { list: 'test.own', ...content }],
      [deleteView, { id: '01936f2a-7b1c-7000-8000-00000000dead' }],
    ] as const) {
      expect((await platform.anonymous.callRaw(operation, input)).status).toBe(401)
    }
  })
})

function numbered(count: number): [string, string][] {
  return Array.from({ length: count }, (_, index) => [`filter${index}`, 'x'])
}
