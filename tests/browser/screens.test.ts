import { kernelApp, operationsOf } from '@lumbung/kernel'
import { expect, test } from 'vitest'
import { apps } from '../../server/src/apps.ts'
import { needsPermission } from './documents.ts'
import { consoleApps, screens } from './screens.ts'

const paths = screens.map(({ path }) => path)

test('each screen has an address of its own', () => {
  expect(paths.filter((path, index) => paths.indexOf(path) !== index)).toEqual([])
})

test('each entry of the menu leads to a screen', () => {
  const entries = apps.flatMap(({ menus = [] }) => menus.map(({ path }) => path))
  expect(entries.length).toBeGreaterThan(0)
  expect(entries.filter((path) => !paths.includes(path))).toEqual([])
})

test('who sees an entry of the menu may open its screen', () => {
  const entries = apps.flatMap(({ menus = [] }) => menus)
  const screenOf = (path: string) => screens.find((screen) => screen.path === path)
  const closed = entries.filter(({ path, permission }) => {
    const screen = screenOf(path)
    return screen && needsPermission(screen) && screen.permission !== permission
  })
  expect(closed.map(({ id }) => id)).toEqual([])
})

test('each screen has the permission of the operation that it stands for', () => {
  const permissionOf = new Map(
    operationsOf([kernelApp, ...apps]).map(({ operation }) => [operation.id, operation.permission]),
  )
  const wrong = screens.filter(({ operation, permission }) =>
    operation === null ? permission !== null : permissionOf.get(operation) !== permission,
  )
  expect(wrong.map(({ path }) => path)).toEqual([])
})

test('each app of the console is an app of the server, or the platform’s own', () => {
  const known = new Set(['console', 'platform', ...apps.map(({ id }) => id)])
  expect(consoleApps.filter(({ id }) => !known.has(id)).map(({ id }) => id)).toEqual([])
})
