import { me } from '@lumbung/admin/contract'
import { createSite, listSites } from '@lumbung/fuel/contract'
import { createTestPlatform, type TestPlatform } from '@lumbung/testing'
import { afterEach, describe, expect, it } from 'vitest'
import { apps } from '../../server/src/apps.ts'

let platform: TestPlatform
afterEach(() => platform.close())

const start = async (role: string) => {
  platform = await createTestPlatform({ apps, env: { LUMBUNG_ROLE: role } })
  return await platform.signInAs('administrator')
}
const site = { code: 'GENSET', name: 'Genset' }

describe('a process started with --role', () => {
  it('query answers queries, and a command with 405 and where to send it', async () => {
    const person = await start('query')
    expect((await person.call(listSites, {})).status).toBe(200)
    const refused = await person.call(createSite, site)
    expect(refused.status).toBe(405)
    expect(refused.problem.code).toBe('platform.wrong_process')
    expect(refused.problem.params).toMatchObject({
      role: 'query',
      hint: expect.stringContaining('--role command'),
    })
  })

  it('command carries out commands, and answers a query with 405 and where to send it', async () => {
    const person = await start('command')
    expect((await person.call(createSite, site)).status).toBe(201)
    const refused = await person.call(listSites, {})
    expect(refused.status).toBe(405)
    expect(refused.problem.params).toMatchObject({
      role: 'command',
      hint: expect.stringContaining('--role query'),
    })
  })

  it('query or command lets a person sign in and see who they are', async () => {
    const person = await start('query')
    expect((await person.call(me, {})).status).toBe(200)
  })

  it('worker answers neither', async () => {
    const person = await start('worker')
    expect((await person.call(listSites, {})).status).toBe(405)
    expect((await person.call(createSite, site)).status).toBe(405)
  })
})
