import { sql } from '@lumbung/kernel'
import { createTestPlatform, type TestPlatform } from '@lumbung/testing'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { hashPassword } from '../../../../platform/kernel/src/auth/password-hash.ts'
import { adminApp } from '../../app.ts'
import { changePassword, endSession, listSessions, login, logout, me } from '../../contract/index.ts'

const PASSWORD = 'kuda baterai stapler benar'
let platform: TestPlatform

beforeAll(async () => {
  platform = await createTestPlatform({ apps: [adminApp] })
})
afterAll(() => platform.close())

let people = 0
/** A member of the first tenant with a password of their own. */
async function person(options: { username?: string; tenant?: string } = {}) {
  people += 1
  const email = `orang${people}@contoh.test`
  const { accounts } = platform.services
  const account = await accounts.ensure({ email, name: 'Budi Santoso', password: PASSWORD, ...options })
  const tenantId = options.tenant ?? platform.tenant.id
  await platform.services.db.withTenant(tenantId, async (tx) => {
    await tx.run(
      sql`INSERT INTO kernel.member (user_id, name, email) VALUES (${account.id}, ${account.name}, ${email})`,
    )
  })
  return { ...account, email }
}

const withToken = (token: string | undefined) => ({ headers: { authorization: `Bearer ${token}` } })
const masked = (text: string) =>
  text.replace(/"traceId":"[^"]*"/, '"traceId":""').replace(/"timestamp":"[^"]*"/, '"timestamp":""')

describe('signing in', () => {
  it('answers the person, the tenant and tokens that work', async () => {
    const { email } = await person()
    const answer = await platform.anonymous.call(login, { email, password: PASSWORD })
    expect(answer.status).toBe(200)
    expect(answer.body).toMatchObject({ user: { email }, tenant: { slug: 'lumbung-one' }, expiresIn: 900 })
    const mine = await platform.anonymous.call(me, {}, withToken(answer.body.accessToken))
    expect(mine.body).toMatchObject({ user: { email }, tenant: { slug: 'lumbung-one', status: 'active' } })
  })

  it('takes a user name or an e-mail in any case', async () => {
    const { email } = await person({ username: 'budi.s' })
    for (const name of [email.toUpperCase(), 'BUDI.S', 'budi.s']) {
      const answer = await platform.anonymous.call(login, { login: name, password: PASSWORD })
      expect(answer.status, name).toBe(200)
    }
  })

  it('refuses unknown, wrong, disabled, locked, passwordless and foreign in the same words', async () => {
    const [wrong, disabled, locked, foreign] = [
      await person(),
      await person(),
      await person(),
      await person(),
    ]
    const empty = await platform.services.accounts.ensure({
      email: 'kosong@contoh.test',
      name: 'Tanpa sandi',
    })
    await platform.asSuperuser(`UPDATE control.user_account SET status = 'disabled' WHERE id = $1`, [
      disabled.id,
    ])
    for (let tries = 0; tries < 10; tries += 1) {
      await platform.anonymous.call(login, { email: locked.email, password: 'salah salah salah' })
    }
    const answers = [
      await platform.anonymous.call(login, { email: 'siapa@contoh.test', password: PASSWORD }),
      await platform.anonymous.call(login, { login: 'siapa', password: PASSWORD }),
      await platform.anonymous.call(login, { email: wrong.email, password: 'bukan sandi saya' }),
      await platform.anonymous.call(login, { email: disabled.email, password: PASSWORD }),
      await platform.anonymous.call(login, { email: locked.email, password: PASSWORD }),
      await platform.anonymous.call(login, { email: empty.email, password: PASSWORD }),
      await platform.anonymous.call(login, {
        email: foreign.email,
        password: PASSWORD,
        tenant: 'lumbung-two',
      }),
    ]
    expect(answers.map((answer) => answer.status)).toEqual(answers.map(() => 401))
    expect(answers[0]?.problem.code).toBe('platform.sign_in_refused')
    expect(new Set(answers.map((answer) => masked(answer.text))).size).toBe(1)
    const headers = answers.map((answer) => Object.keys(answer.headers).sort().join())
    expect(new Set(headers).size).toBe(1)
  })

  it('lets the person in from where they work while a stranger guesses elsewhere', async () => {
    const { sessions } = platform.services
    const { email } = await person()
    const from = (address: string) => ({ login: email, address, agent: null })
    await sessions.signIn({ ...from('198.51.100.1'), password: PASSWORD })
    for (let stranger = 0; stranger < 13; stranger += 1) {
      for (let tries = 0; tries < 5; tries += 1) {
        const guess = sessions.signIn({ ...from(`203.0.113.${stranger}`), password: 'tebakan yang salah' })
        await expect(guess).rejects.toMatchObject({ code: 'platform.sign_in_refused' })
      }
    }
    const elsewhere = sessions.signIn({ ...from('192.0.2.200'), password: PASSWORD })
    await expect(elsewhere).rejects.toMatchObject({ code: 'platform.sign_in_refused' })
    await expect(sessions.signIn({ ...from('198.51.100.1'), password: PASSWORD })).resolves.toBeDefined()
  })

  it('records success before answering and a refusal soon after', async () => {
    const { email, id } = await person()
    await platform.anonymous.call(login, { email, password: PASSWORD })
    const facts = () =>
      platform.asSuperuser<{ operation: string }>(
        'SELECT operation FROM kernel.audit_entry WHERE actor_id = $1 ORDER BY at',
        [id],
      )
    expect(await facts()).toEqual([{ operation: 'auth.sign_in' }])
    await platform.anonymous.call(login, { email, password: 'salah salah salah' })
    await vi.waitFor(async () => expect(await facts()).toContainEqual({ operation: 'auth.sign_in_refused' }))
  })

  it('renews the stored hash when its cost is not today’s', async () => {
    const { email, id } = await person()
    const cheap = await hashPassword(PASSWORD, { memoryKiB: 8_192, passes: 1, lanes: 1 })
    await platform.asSuperuser('UPDATE control.user_account SET password_hash = $2 WHERE id = $1', [
      id,
      cheap,
    ])
    expect((await platform.anonymous.call(login, { email, password: PASSWORD })).status).toBe(200)
    const [row] = await platform.asSuperuser<{ password_hash: string }>(
      'SELECT password_hash FROM control.user_account WHERE id = $1',
      [id],
    )
    expect(row?.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect((await platform.anonymous.call(login, { email, password: PASSWORD })).status).toBe(200)
  })

  it('refuses two names, no name and unknown fields as invalid input', async () => {
    const password = PASSWORD
    for (const input of [
      { password },
      { login: 'a', email: 'b', password },
      { login: 'a', password, role: '*' },
    ]) {
      expect((await platform.anonymous.callRaw(login, input)).status).toBe(422)
    }
  })
})

describe('signing out', () => {
  it('makes the access token worthless on the next request', async () => {
    const { email } = await person()
    const { body } = await platform.anonymous.call(login, { email, password: PASSWORD })
    const token = withToken(body.accessToken)
    expect((await platform.anonymous.call(me, {}, token)).status).toBe(200)
    expect((await platform.anonymous.call(logout, {}, token)).status).toBe(200)
    const after = await platform.anonymous.call(me, {}, token)
    expect([after.status, after.problem.code]).toEqual([401, 'platform.session_expired'])
  })

  it('lists one’s sessions and ends one of them, never somebody else’s', async () => {
    const { email } = await person()
    const first = (await platform.anonymous.call(login, { email, password: PASSWORD })).body
    const second = (await platform.anonymous.call(login, { email, password: PASSWORD })).body
    const listed = await platform.anonymous.call(listSessions, {}, withToken(second.accessToken))
    expect(listed.body.data.map((session) => session.current)).toEqual([true, false])
    const other = listed.body.data[1]?.id as string
    const stranger = await platform.signInAs('administrator')
    expect((await stranger.call(endSession, { id: other })).status).toBe(404)
    expect(
      (await platform.anonymous.call(endSession, { id: other }, withToken(second.accessToken))).status,
    ).toBe(200)
    expect((await platform.anonymous.call(me, {}, withToken(first.accessToken))).status).toBe(401)
    expect((await platform.anonymous.call(me, {}, withToken(second.accessToken))).status).toBe(200)
  })
})

describe('changing the password', () => {
  it('asks for the current one, ends every session and begins a new one', async () => {
    const { email } = await person()
    const other = (await platform.anonymous.call(login, { email, password: PASSWORD })).body
    const mine = (await platform.anonymous.call(login, { email, password: PASSWORD })).body
    const token = withToken(mine.accessToken)
    const newPassword = 'sandi baru yang panjang'
    const wrong = await platform.anonymous.call(
      changePassword,
      { currentPassword: 'bukan ini', newPassword },
      token,
    )
    expect([wrong.status, wrong.problem.code]).toEqual([401, 'platform.sign_in_refused'])
    expect(Object.keys(wrong.problem.errors ?? {})).toEqual(['currentPassword'])
    const changed = await platform.anonymous.call(
      changePassword,
      { currentPassword: PASSWORD, newPassword },
      token,
    )
    expect(changed.status).toBe(200)
    for (const old of [other, mine]) {
      expect((await platform.anonymous.call(me, {}, withToken(old.accessToken))).status).toBe(401)
    }
    expect((await platform.anonymous.call(me, {}, withToken(changed.body.accessToken))).status).toBe(200)
    expect((await platform.anonymous.call(login, { email, password: PASSWORD })).status).toBe(401)
    expect((await platform.anonymous.call(login, { email, password: newPassword })).status).toBe(200)
  })

  it('refuses common passwords and one’s own name at their field', async () => {
    const { email } = await person()
    const { body } = await platform.anonymous.call(login, { email, password: PASSWORD })
    for (const newPassword of ['passwordpassword', 'aaaaaaaaaaaaaa', 'BudiSantoso1', `${email}!`]) {
      const refused = await platform.anonymous.call(
        changePassword,
        { currentPassword: PASSWORD, newPassword },
        withToken(body.accessToken),
      )
      expect([refused.status, Object.keys(refused.problem.errors ?? {})], newPassword).toEqual([
        422,
        ['newPassword'],
      ])
    }
  })
})
