import { createTestPlatform, type TestPlatform } from '@lumbung/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readMenu } from '../../contract/menu.ts'
import { buildCatalogue } from '../app/catalogue.ts'
import { defineApp, type MenuEntry } from '../app/define-app.ts'
import { newId } from '../ids.ts'
import { kernelApp } from '../kernel-app.ts'

const words = (text: string) => ({ id: text, en: `${text} (en)` })
const entry = (id: string, order: number, more: Partial<MenuEntry> = {}): MenuEntry => ({
  id,
  label: words(id),
  icon: 'gauge',
  path: `/${id.replace('.', '/')}`,
  permission: id,
  order,
  ...more,
})

/** Ids of the entries whose waiting was counted since the last test. */
let counted: string[] = []
/** Counts one for each yard that the permission reaches, 100 for the whole tenant. */
const countYards: MenuEntry['waiting'] = async (ctx) => {
  counted.push('yard.inspect')
  const reach = ctx.reach('yard')
  return reach.all ? 100 : reach.ids.length
}

const dockApp = defineApp({
  id: 'dock',
  name: words('Dermaga'),
  summary: words('Aplikasi uji'),
  permissions: { 'dock.load': words('Memuat'), 'dock.plan': words('Menyusun') },
  menus: [entry('dock.plan', 220), entry('dock.load', 210, { records: true })],
})
const yardApp = defineApp({
  id: 'yard',
  name: words('Lapangan'),
  summary: words('Aplikasi uji'),
  permissions: { 'yard.inspect': words('Memeriksa') },
  scopes: [{ kind: 'yard', label: words('Lapangan'), find: async () => undefined, search: async () => [] }],
  menus: [entry('yard.inspect', 110, { waiting: countYards })],
})

let platform: TestPlatform
beforeAll(async () => {
  platform = await createTestPlatform({ apps: [dockApp, yardApp] })
})
afterAll(() => platform.close())
beforeEach(() => {
  counted = []
})

describe('the menu', () => {
  it('has a group for each app in the order of their first entries, and the entries in theirs', async () => {
    const person = await platform.signInWith(['*'])
    const { status, body } = await person.call(readMenu, {})
    expect(status).toBe(200)
    expect(body.groups.map(({ id, items }) => [id, items.map((item) => item.id)])).toEqual([
      ['yard', ['yard.inspect']],
      ['dock', ['dock.load', 'dock.plan']],
      ['platform', ['platform.imports', 'platform.jobs']],
    ])
    expect(body.groups[1]?.items[0]).toEqual({
      id: 'dock.load',
      label: 'dock.load',
      icon: 'gauge',
      path: '/dock/load',
      records: true,
      waiting: null,
      waits: [],
    })
  })

  it('speaks the caller’s language', async () => {
    const person = await platform.signInWith(['dock.load'])
    const { body } = await person.call(readMenu, {}, { locale: 'en' })
    expect(body.groups.map(({ label, items }) => [label, items[0]?.label])).toEqual([
      ['Dermaga (en)', 'dock.load (en)'],
    ])
  })

  it('holds only what the person may open; a group without entries is not in it', async () => {
    const loader = await platform.signInWith(['dock.load'])
    const { groups } = (await loader.call(readMenu, {})).body
    expect(groups.map(({ id, items }) => [id, items.map((item) => item.id)])).toEqual([
      ['dock', ['dock.load']],
    ])
    const nobody = await platform.signInAs(null)
    expect((await nobody.call(readMenu, {})).body).toEqual({ groups: [] })
    expect((await platform.anonymous.call(readMenu, {})).status).toBe(401)
    expect(counted).toEqual([])
  })

  it('counts what waits as far as the entry’s permission reaches, and only for who sees the entry', async () => {
    const everywhere = await platform.signInWith(['yard.*'])
    const inOne = await platform.signInWith(['yard.inspect'], { scope: { kind: 'yard', id: newId() } })
    const waiting = async (person: typeof inOne) =>
      (await person.call(readMenu, {})).body.groups.map(({ items }) => items[0]?.waiting)
    expect(await waiting(everywhere)).toEqual([100])
    expect(await waiting(inOne)).toEqual([1])
    expect(counted).toHaveLength(2)
  })
})

describe('a menu that does not fit', () => {
  const refusal = (menus: MenuEntry[]) => () => buildCatalogue([kernelApp, { ...dockApp, menus }])

  it.each([
    ['whose permission nobody declared', [entry('dock.sink', 1)], 'permission "dock.sink" is not declared'],
    [
      'whose id is taken',
      [entry('dock.load', 1), entry('dock.load', 2, { path: '/x' })],
      'menu entry "dock.load"',
    ],
    [
      'whose path is taken by another app',
      [entry('dock.load', 1, { path: '/imports' })],
      'menu path "/imports"',
    ],
    [
      'whose path leads out of the console',
      [entry('dock.load', 1, { path: 'https://example.test' })],
      'is no path of the console',
    ],
  ])('%s is refused at the start', (_what, menus, fault) => {
    expect(refusal(menus)).toThrow(fault)
  })

  it('is in the language that the console shows, also where the person’s own is another', async () => {
    const person = await platform.signInWith(['dock.load'])
    await platform.asSuperuser("UPDATE control.user_account SET locale = 'id' WHERE id = $1", [person.userId])
    const labelOf = async (headers: Record<string, string>) => {
      const { body } = await person.call(readMenu, {}, { locale: 'en', headers })
      return body.groups[0]?.items[0]?.label
    }
    expect(await labelOf({ 'x-lumbung-console': '1' })).toBe('dock.load (en)')
    expect(await labelOf({})).toBe('dock.load')
  })
})
