import { defineApp } from '@lumbung/kernel'
import { createTestPlatform, type TestPerson, type TestPlatform } from '@lumbung/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { adminApp } from '../../app.ts'
import { namePlaces, searchPlaces } from '../../contract/index.ts'

const NORTH = { id: '01936f2a-7b1c-7000-8000-0000000000a1', name: 'Gudang Utara' }
const SOUTH = { id: '01936f2a-7b1c-7000-8000-0000000000a2', name: 'Gudang Selatan' }
const words = { id: 'Gudang', en: 'Store' }

/** An app with two places, which it finds in the tenant that is bound. */
const storesApp = defineApp({
  id: 'stores',
  name: words,
  summary: words,
  scopes: [
    {
      kind: 'store',
      label: words,
      find: async (_tx, id) => [NORTH, SOUTH].find((place) => place.id === id),
      search: async (_tx, text, limit) =>
        [NORTH, SOUTH].filter(({ name }) => name.toLowerCase().includes(text.toLowerCase())).slice(0, limit),
    },
  ],
})

let platform: TestPlatform
let admin: TestPerson

beforeAll(async () => {
  platform = await createTestPlatform({ apps: [adminApp, storesApp] })
  admin = await platform.signInAs('administrator')
})
afterAll(() => platform.close())

describe('the places that a role can be limited to', () => {
  it('are searched by who gives roles, as many as are asked for', async () => {
    expect((await admin.call(searchPlaces, { kind: 'store', search: 'SEL' })).body.data).toEqual([SOUTH])
    expect((await admin.call(searchPlaces, { kind: 'store', limit: 1 })).body.data).toEqual([NORTH])
    const auditor = await platform.signInAs('auditor')
    expect((await auditor.call(searchPlaces, { kind: 'store' })).status).toBe(403)
  })

  it('have no kind that no app declares', async () => {
    expect((await admin.call(searchPlaces, { kind: 'tenant' })).status).toBe(404)
    expect((await admin.call(namePlaces, { places: [`moon:${NORTH.id}`] })).body.data).toEqual([])
    expect((await admin.call(namePlaces, { places: ['store:north'] })).status).toBe(422)
  })

  it('are named to who sees the roles of others, each once, and unknown ones left out', async () => {
    const auditor = await platform.signInAs('auditor')
    const unknown = '01936f2a-7b1c-7000-8000-00000000dead'
    const places = [SOUTH.id, SOUTH.id, unknown].map((id) => `store:${id}`)
    expect((await auditor.call(namePlaces, { places })).body.data).toEqual([{ kind: 'store', ...SOUTH }])
  })

  it('are named to everybody else only where they hold a role', async () => {
    const person = await platform.signInWith(['admin.tenant.update'], {
      scope: { kind: 'store', id: NORTH.id },
    })
    const places = [NORTH.id, SOUTH.id].map((id) => `store:${id}`)
    expect((await person.call(namePlaces, { places })).body.data).toEqual([{ kind: 'store', ...NORTH }])
  })
})
