import type { Operation } from '@lumbung/contract'
import { createTestPlatform, type TestPerson, type TestPlatform } from '@lumbung/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { adminApp } from '../../app.ts'
import {
  changePassword,
  createUser,
  disableUser,
  enableUser,
  login,
  me,
  resetPassword,
} from '../../contract/index.ts'

const FIRST = 'kuda baterai stapler benar'
const SECOND = 'gunung pelangi sepatu biru'
const THIRD = 'lemari jendela kompas hijau'
const NOTHING = '01936f2a-7b1c-7000-8000-00000000dead'

let platform: TestPlatform
let admin: TestPerson
let stranger: TestPerson
beforeAll(async () => {
  platform = await createTestPlatform({ apps: [adminApp] })
  admin = await platform.signInAs('administrator')
  stranger = await platform.signInAs('administrator', { tenant: platform.otherTenant })
})
afterAll(() => platform.close())

let people = 0
async function newPerson() {
  people += 1
  const email = `orang${people}@contoh.test`
  const created = await admin.call(createUser, { name: `Orang ${people}`, email, password: FIRST })
  expect(created.status).toBe(201)
  return { id: created.body.id, email }
}
const signIn = (email: string, password: string) => platform.anonymous.call(login, { email, password })
/** Whether a session that was opened with this password still answers. */
const sessionOf = async (email: string, password: string) => {
  const { accessToken } = (await signIn(email, password)).body
  return async () =>
    (await platform.anonymous.call(me, {}, { headers: { authorization: `Bearer ${accessToken}` } })).status
}
const auditRows = async (operation: Operation, id: string) =>
  (
    await platform.asSuperuser<{ count: number }>(
      'SELECT count(*)::int AS count FROM kernel.audit_entry WHERE operation = $1 AND resource_id = $2',
      [operation.id, id],
    )
  )[0]?.count
const waiting = () => platform.asSuperuser('SELECT kind FROM kernel.account_effect')
const accountOf = async (email: string) =>
  (await platform.asSuperuser('SELECT * FROM control.user_account WHERE email = $1', [email]))[0]

describe('a key that has its answer', () => {
  it('with another body changes no password, ends no session and leaves one audit row', async () => {
    const { id, email } = await newPerson()
    const options = { idempotencyKey: `reset-${id}` }
    expect((await admin.call(resetPassword, { id, password: SECOND }, options)).status).toBe(200)
    const alive = await sessionOf(email, SECOND)
    const misused = await admin.call(resetPassword, { id, password: THIRD }, options)
    expect([misused.status, misused.problem.code]).toEqual([422, 'platform.idempotency_key_reused'])
    expect([
      await alive(),
      (await signIn(email, SECOND)).status,
      (await signIn(email, THIRD)).status,
    ]).toEqual([200, 200, 401])
    expect(await auditRows(resetPassword, id)).toBe(1)
  })

  it('with the same body answers again and ends no session', async () => {
    const { id, email } = await newPerson()
    const options = { idempotencyKey: `reset-${id}` }
    await admin.call(resetPassword, { id, password: SECOND }, options)
    const alive = await sessionOf(email, SECOND)
    const again = await admin.call(resetPassword, { id, password: SECOND }, options)
    expect([again.status, again.headers['idempotency-replayed'], await alive()]).toEqual([200, 'true', 200])
    expect(await auditRows(resetPassword, id)).toBe(1)
  })

  it('never puts back what the person has changed since', async () => {
    const { id, email } = await newPerson()
    const options = { idempotencyKey: `reset-${id}` }
    await admin.call(resetPassword, { id, password: SECOND }, options)
    const { accessToken } = (await signIn(email, SECOND)).body
    const own = await platform.anonymous.call(
      changePassword,
      { currentPassword: SECOND, newPassword: THIRD },
      { headers: { authorization: `Bearer ${accessToken}` } },
    )
    expect(own.status).toBe(200)
    expect((await admin.call(resetPassword, { id, password: SECOND }, options)).status).toBe(200)
    expect([(await signIn(email, THIRD)).status, (await signIn(email, SECOND)).status]).toEqual([200, 401])
  })

  it('of disabling ends no session that began after the person was let in again', async () => {
    const { id, email } = await newPerson()
    const options = { idempotencyKey: `disable-${id}` }
    await admin.call(disableUser, { id }, options)
    await admin.call(enableUser, { id })
    const alive = await sessionOf(email, FIRST)
    expect((await admin.call(disableUser, { id }, options)).status).toBe(200)
    expect(await alive()).toBe(200)
  })

  it('is one effect for twenty requests at once', async () => {
    const { id, email } = await newPerson()
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        admin.call(resetPassword, { id, password: SECOND }, { idempotencyKey: `burst-${id}` }),
      ),
    )
    // A hash has few places at once: who finds none is told to come back.
    expect(answers.filter(({ status }) => status !== 200 && status !== 503)).toEqual([])
    expect((await signIn(email, SECOND)).status).toBe(200)
    const [account] = await platform.asSuperuser<{ session_version: number }>(
      'SELECT session_version FROM control.user_account WHERE id = $1',
      [id],
    )
    // 1 at birth, 2 when admitted, 3 by the one reset.
    expect([account?.session_version, await auditRows(resetPassword, id)]).toEqual([3, 1])
  })
})

describe('a process that dies between commit and effect', () => {
  /** The control plane refuses its changes, as if it were gone; what waits is what a dead process leaves. */
  const whileControlIsGone = async <T>(work: () => Promise<T>): Promise<T> => {
    await platform.asSuperuser(`
      CREATE FUNCTION public.gone() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'gone' USING ERRCODE = '57P01'; END $$;
      CREATE TRIGGER gone BEFORE UPDATE ON control.user_account FOR EACH ROW EXECUTE FUNCTION public.gone();
      CREATE TRIGGER gone BEFORE UPDATE ON control.session FOR EACH ROW EXECUTE FUNCTION public.gone()`)
    try {
      return await work()
    } finally {
      await platform.asSuperuser('DROP FUNCTION public.gone CASCADE')
    }
  }

  it('leaves a password that another sets, once', async () => {
    const { id, email } = await newPerson()
    await whileControlIsGone(async () => {
      expect((await admin.call(resetPassword, { id, password: SECOND })).status).toBe(200)
    })
    expect([(await signIn(email, FIRST)).status, await waiting()]).toEqual([200, [{ kind: 'set_password' }]])
    expect(await platform.services.effects.carryOutWaiting()).toBe(1)
    expect([(await signIn(email, FIRST)).status, (await signIn(email, SECOND)).status]).toEqual([401, 200])
    const alive = await sessionOf(email, SECOND)
    expect(await platform.services.effects.carryOutWaiting()).toBe(0)
    expect([await alive(), await waiting()]).toEqual([200, []])
  })

  it('leaves a password that never overrides what the person has chosen meanwhile', async () => {
    const { id, email } = await newPerson()
    await whileControlIsGone(() => admin.call(resetPassword, { id, password: SECOND }))
    const { accessToken } = (await signIn(email, FIRST)).body
    await platform.anonymous.call(
      changePassword,
      { currentPassword: FIRST, newPassword: THIRD },
      { headers: { authorization: `Bearer ${accessToken}` } },
    )
    const alive = await sessionOf(email, THIRD)
    await platform.services.effects.carryOutWaiting()
    expect([
      await alive(),
      (await signIn(email, THIRD)).status,
      (await signIn(email, SECOND)).status,
    ]).toEqual([200, 200, 401])
  })

  it('keeps the order of two resets that are carried out the wrong way round', async () => {
    const { id, email } = await newPerson()
    await whileControlIsGone(() => admin.call(resetPassword, { id, password: SECOND }))
    await admin.call(resetPassword, { id, password: THIRD })
    await platform.services.effects.carryOutWaiting()
    expect([(await signIn(email, THIRD)).status, (await signIn(email, SECOND)).status]).toEqual([200, 401])
  })

  it('leaves sessions that another ends, but none that began later', async () => {
    const { id, email } = await newPerson()
    const before = await sessionOf(email, FIRST)
    await whileControlIsGone(() => admin.call(disableUser, { id }))
    expect(await before()).toBe(401)
    await admin.call(enableUser, { id })
    const after = await sessionOf(email, FIRST)
    await platform.services.effects.carryOutWaiting()
    expect([await before(), await after()]).toEqual([401, 200])
  })

  it('leaves a member whose account another completes', async () => {
    const email = 'setengah.jadi@contoh.test'
    await whileControlIsGone(async () => {
      const created = await admin.call(createUser, { name: 'Setengah', email, password: FIRST })
      expect(created.status).toBe(201)
    })
    expect((await signIn(email, FIRST)).status).toBe(401)
    await platform.services.effects.carryOutWaiting()
    expect([(await signIn(email, FIRST)).status, await waiting()]).toEqual([200, []])
  })

  it('holds an address that it reserved no longer than an hour, and a user name neither', async () => {
    await platform.asSuperuser(
      `INSERT INTO control.user_account (id, email, username, name, reserved_ticket, reserved_until)
       VALUES (gen_random_uuid(), 'mati@contoh.test', 'mati', 'Mati', 1, now() + interval '1 minute')`,
    )
    const busy = await admin.call(createUser, { name: 'Hidup', email: 'mati@contoh.test' })
    expect([busy.status, busy.problem.code]).toEqual([409, 'platform.busy'])
    await platform.asSuperuser(
      `UPDATE control.user_account SET reserved_until = now() - interval '1 second' WHERE username = 'mati'`,
    )
    const other = await admin.call(createUser, { name: 'Lain', email: 'lain@contoh.test', username: 'mati' })
    expect(other.status).toBe(201)
    expect(await accountOf('mati@contoh.test')).toBeUndefined()
  })
})

describe('a refused command', () => {
  it('leaves no account behind, so that another organisation names the person', async () => {
    const email = 'diperebutkan@contoh.test'
    const refused = await admin.call(createUser, {
      name: 'Nama Pilihan Pertama',
      email,
      username: 'pilihan-pertama',
      password: FIRST,
      assignments: [{ roleId: NOTHING }],
    })
    expect([refused.status, refused.problem.code]).toEqual([422, 'admin.role_unknown'])
    expect(await accountOf(email)).toBeUndefined()
    const admitted = await stranger.call(createUser, { name: 'Nama Benar', email, password: SECOND })
    expect([admitted.status, admitted.body.username]).toEqual([201, null])
    const person = await signIn(email, SECOND)
    expect(person.body.user.name).toBe('Nama Benar')
    expect((await signIn(email, FIRST)).status).toBe(401)
  })

  it('leaves an account that nobody has let in without the names it chose', async () => {
    const email = 'tertinggal@contoh.test'
    await platform.services.accounts.ensure({ name: 'Lama', email, username: 'lama', password: FIRST })
    const assignments = [{ roleId: NOTHING }]
    await admin.call(createUser, { name: 'Ditolak', email, username: 'ditolak', assignments })
    expect(await accountOf(email)).toMatchObject({ name: 'Lama', reserved_ticket: null })
    const admitted = await stranger.call(createUser, {
      name: 'Baru',
      email,
      username: 'baru',
      password: SECOND,
    })
    expect([admitted.status, admitted.body.username]).toEqual([201, 'baru'])
    expect(await accountOf(email)).toMatchObject({ name: 'Baru', username: 'baru' })
    expect((await signIn(email, FIRST)).status).toBe(401)
  })

  it('does not get hold of the platform’s administrator, whom no organisation has let in', async () => {
    const { accounts } = platform.services
    const { id } = await accounts.ensure({ name: 'Platform', email: 'platform@contoh.test', password: FIRST })
    await accounts.setPlatformAdmin(id)
    const refused = await admin.call(createUser, {
      name: 'Milik Saya',
      email: 'platform@contoh.test',
      password: SECOND,
    })
    expect([refused.status, refused.problem.code]).toEqual([409, 'admin.email_elsewhere'])
    expect(await accountOf('platform@contoh.test')).toMatchObject({ name: 'Platform', reserved_ticket: null })
  })

  it('of a new organisation’s first administrator names a person only when it lets them in', async () => {
    const { accounts } = platform.services
    await accounts.ensure({ name: 'Tebakan', email: 'kepala@contoh.test', username: 'tebakan' })
    const made = await accounts.ensure({ name: 'Kepala', email: 'kepala@contoh.test', password: FIRST })
    expect(made).toMatchObject({ name: 'Kepala', username: null, passwordSet: true })
  })
})
