import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listRecorders } from '../../contract/people.ts'
import type { Site } from '../../contract/sites.ts'
import { createFuelScene, type FuelScene, type TestPerson } from '../fuel.fixture.ts'

let scene: FuelScene
let genset: Site
let operator: TestPerson

beforeAll(async () => {
  scene = await createFuelScene()
  genset = await scene.site()
  const tug = await scene.site()
  operator = await scene.operator(genset, { name: 'Genset Pagi' })
  await scene.operator(genset, { name: 'Genset Malam' })
  await scene.operator(tug, { name: 'Tunda Pagi' })
})
afterAll(() => scene.close())

async function namesSeenBy(person: TestPerson, input = {}) {
  return (await person.call(listRecorders, input)).body.data.map(({ name }) => name)
}

describe('who records stock', () => {
  test('is found by name, page by page', async () => {
    expect(await namesSeenBy(scene.admin, { search: 'pagi' })).toEqual(['Genset Pagi', 'Tunda Pagi'])
    const first = await scene.admin.call(listRecorders, { search: 'genset', limit: 1 })
    expect(first.body.data.map(({ name }) => name)).toEqual(['Genset Malam'])
    const cursor = first.body.page.nextCursor as string
    expect(await namesSeenBy(scene.admin, { search: 'genset', limit: 1, cursor })).toEqual(['Genset Pagi'])
  })

  test('at one’s own site, and for the whole organisation: people of other sites are not named', async () => {
    expect(await namesSeenBy(operator)).toEqual(['Genset Malam', 'Genset Pagi', 'Rahayu'])
  })

  test('is another organisation’s own matter', async () => {
    expect(await namesSeenBy(scene.stranger, { search: 'genset' })).toEqual([])
    const nobody = await scene.platform.signInWith(['fuel.site.read'])
    expect((await nobody.call(listRecorders, {})).status).toBe(403)
  })
})
