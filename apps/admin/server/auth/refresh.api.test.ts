import { purgeExpired } from '@lumbung/kernel'
import { createTestPlatform, type TestPlatform } from '@lumbung/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { adminApp } from '../../app.ts'
import { logout, me, refresh } from '../../contract/index.ts'

const DAY_MS = 86_400_000
let platform: TestPlatform

beforeAll(async () => {
  platform = await createTestPlatform({ apps: [adminApp] })
})
afterAll(() => platform.close())
beforeEach(() => platform.setClock(null))

/** A fresh session of a new member. */
async function session() {
  const { userId } = await platform.signInAs('auditor')
  const tenantId = platform.tenant.id
  const issued = await platform.services.sessions.start({ userId, tenantId, address: null, agent: null })
  return { ...issued, userId }
}

const renew = (refreshToken: string) => platform.anonymous.call(refresh, { refreshToken })
const statusOfMe = async (token: string | undefined) =>
  (await platform.anonymous.call(me, {}, { headers: { authorization: `Bearer ${token}` } })).status

describe('a refresh token', () => {
  it('gives one successor, however many ask at once', async () => {
    const { refreshToken } = await session()
    const answers = await Promise.all(Array.from({ length: 100 }, () => renew(refreshToken)))
    expect(answers.map((answer) => answer.status)).toEqual(answers.map(() => 200))
    const successors = new Set(answers.map((answer) => answer.body.refreshToken))
    expect(successors.size).toBe(1)
    expect(successors.has(refreshToken)).toBe(false)
    const stored = await platform.asSuperuser<{ tokens: number }>(
      `SELECT count(*)::int AS tokens FROM control.refresh_token WHERE session_id =
         (SELECT session_id FROM control.refresh_token WHERE hash = sha256($1))`,
      [Buffer.from(refreshToken)],
    )
    expect(stored).toEqual([{ tokens: 2 }])
  })

  it('works again within ten seconds, as after a crash before the reply', async () => {
    const { refreshToken } = await session()
    const start = new Date()
    platform.setClock(start)
    const lost = await renew(refreshToken)
    platform.setClock(new Date(start.getTime() + 10_000))
    const repeated = await renew(refreshToken)
    expect(repeated.body.refreshToken).toBe(lost.body.refreshToken)
    expect(await statusOfMe(repeated.body.accessToken)).toBe(200)
    expect((await renew(repeated.body.refreshToken as string)).status).toBe(200)
  })

  it('used again after the grace ends the whole family at once, and the audit tells', async () => {
    const { refreshToken, userId } = await session()
    const start = new Date()
    platform.setClock(start)
    const current = await renew(refreshToken)
    expect(await statusOfMe(current.body.accessToken)).toBe(200)
    platform.setClock(new Date(start.getTime() + 10_001))
    const replayed = await renew(refreshToken)
    expect([replayed.status, replayed.problem.code]).toEqual([401, 'platform.session_expired'])
    expect(await statusOfMe(current.body.accessToken)).toBe(401)
    expect((await renew(current.body.refreshToken as string)).status).toBe(401)
    const facts = await platform.asSuperuser(
      `SELECT 1 FROM kernel.audit_entry WHERE actor_id = $1 AND operation = 'auth.token_reused'`,
      [userId],
    )
    expect(facts).toHaveLength(1)
  })

  it('is refused when it is unknown, an access token, or its session is over', async () => {
    const { refreshToken, accessToken } = await session()
    expect((await renew('A'.repeat(43))).problem.code).toBe('platform.unauthenticated')
    expect((await renew(accessToken.slice(0, 200))).problem.code).toBe('platform.unauthenticated')
    expect((await platform.anonymous.call(refresh, {})).status).toBe(401)
    await platform.anonymous.call(logout, { refreshToken })
    expect((await renew(refreshToken)).problem.code).toBe('platform.session_expired')
    expect(await statusOfMe(accessToken)).toBe(401)
  })

  it('is refused when its person was disabled, here or on the platform, or the tenant was closed', async () => {
    const [member, account] = [await session(), await session()]
    await platform.asSuperuser(`UPDATE kernel.member SET status = 'disabled' WHERE user_id = $1`, [
      member.userId,
    ])
    await platform.asSuperuser(`UPDATE control.user_account SET status = 'disabled' WHERE id = $1`, [
      account.userId,
    ])
    for (const { refreshToken } of [member, account]) expect((await renew(refreshToken)).status).toBe(401)
    const other = await session()
    await platform.asSuperuser(`UPDATE control.tenant SET status = 'deactivated' WHERE id = $1`, [
      platform.tenant.id,
    ])
    expect((await renew(other.refreshToken)).status).toBe(401)
    await platform.asSuperuser(`UPDATE control.tenant SET status = 'active' WHERE id = $1`, [
      platform.tenant.id,
    ])
  })

  it('is never stored: the database knows its SHA-256 alone', async () => {
    const { refreshToken } = await session()
    const found = await platform.asSuperuser(
      `SELECT 1 FROM control.refresh_token t WHERE t::text LIKE '%' || $1 || '%'`,
      [refreshToken],
    )
    expect(found).toEqual([])
  })
})

describe('a session', () => {
  it('is over after seven days without use', async () => {
    const { refreshToken } = await session()
    platform.setClock(new Date(Date.now() + 7 * DAY_MS + 1_000))
    expect((await renew(refreshToken)).problem.code).toBe('platform.session_expired')
  })

  it('is over after thirty days whatever its use', async () => {
    const start = Date.now()
    let { refreshToken } = await session()
    for (let day = 6; day < 30; day += 6) {
      platform.setClock(new Date(start + day * DAY_MS))
      const renewed = await renew(refreshToken)
      expect([day, renewed.status]).toEqual([day, 200])
      expect(renewed.body.refreshExpiresIn).toBeLessThanOrEqual((30 - day) * 86_400 + 5)
      refreshToken = renewed.body.refreshToken as string
    }
    platform.setClock(new Date(start + 30 * DAY_MS + 60_000))
    expect((await renew(refreshToken)).status).toBe(401)
  })

  it('takes no access token older than fifteen minutes', async () => {
    const { accessToken } = await session()
    expect(await statusOfMe(accessToken)).toBe(200)
    platform.setClock(new Date(Date.now() + 15 * 60_000 + 1_000))
    expect(await statusOfMe(accessToken)).toBe(401)
  })

  it('leaves nothing behind once it is long over', async () => {
    const { sessionId } = await session()
    expect(platform.services.catalogue.jobs.get('admin.purge-sign-ins')?.schedule).toBe('5 * * * *')
    const { db, clock } = platform.services
    const left = () => platform.asSuperuser('SELECT 1 FROM control.session WHERE id = $1', [sessionId])
    const tokens = () =>
      platform.asSuperuser('SELECT 1 FROM control.refresh_token WHERE session_id = $1', [sessionId])
    expect(await tokens()).toHaveLength(1)
    platform.setClock(new Date(Date.now() + 20 * DAY_MS))
    await purgeExpired(db, clock())
    expect(await left()).toHaveLength(1)
    expect(await tokens()).toEqual([])
    platform.setClock(new Date(Date.now() + 40 * DAY_MS))
    await purgeExpired(db, clock())
    expect(await left()).toEqual([])
  })
})
