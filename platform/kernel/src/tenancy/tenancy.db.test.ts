import { createTestPlatform, type TestPlatform } from '@lumbung/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AppManifest, defineApp } from '../app/define-app.ts'
import { sql } from '../db/sql.ts'
import { createTenantWithAdmin, ensureFirstAdministrator } from './administrator.ts'
import { createTenant, provisionTenant } from './provision.ts'

const barn: AppManifest = defineApp({
  id: 'barn',
  name: { id: 'Lumbung', en: 'Barn' },
  summary: { id: 'Untuk pengujian', en: 'For the test' },
  permissions: { 'barn.rice.read': { id: 'Melihat beras', en: 'See the rice' } },
  roles: [
    { key: 'administrator', name: { id: 'Administrator', en: 'Administrator' }, permissions: ['*'] },
    { key: 'keeper', name: { id: 'Penjaga', en: 'Keeper' }, permissions: ['barn.*'] },
  ],
  provision: async (tx) => {
    await tx.run(
      sql`INSERT INTO kernel.number_pattern (document_type, pattern) VALUES ('barn.first', 'B-{####}')`,
    )
  },
})

let platform: TestPlatform
beforeAll(async () => {
  platform = await createTestPlatform({ apps: [barn] })
})
afterAll(() => platform.close())

const input = { name: 'Tani Makmur', zone: 'Asia/Makassar', locale: 'id' as const }
const rolesOf = (tenantId: string) =>
  platform.asSuperuser<{ key: string; name: string }>(
    'SELECT key, name FROM kernel.role WHERE tenant_id = $1 ORDER BY key',
    [tenantId],
  )

describe('a new organisation', () => {
  it('gets the roles in its language and the rows of each app, once, however often it is made', async () => {
    const { services } = platform
    const made = await createTenant(services, { slug: 'tani', ...input, locale: 'en' })
    const again = await createTenant(services, { slug: 'tani', ...input, name: 'Lain' })
    expect([made.created, again.created, again.id, again.name]).toEqual([true, false, made.id, 'Tani Makmur'])
    expect(await rolesOf(made.id)).toEqual([
      { key: 'administrator', name: 'Administrator' },
      { key: 'keeper', name: 'Keeper' },
    ])
    const rows = await platform.asSuperuser('SELECT 1 FROM kernel.number_pattern WHERE tenant_id = $1', [
      made.id,
    ])
    expect(rows).toHaveLength(1)
  })

  it('keeps a role deleted, and gets one that an app brings later', async () => {
    const { services } = platform
    const tenant = await createTenant(services, { slug: 'hapus', ...input })
    await services.db.withTenant(tenant.id, (tx) => tx.run(sql`DELETE FROM kernel.role WHERE key = 'keeper'`))
    const grown = {
      ...barn,
      roles: [
        ...(barn.roles ?? []),
        { key: 'miller', name: { id: 'Penggiling', en: 'Miller' }, permissions: ['barn.*'] },
      ],
    }
    const catalogue = {
      ...services.catalogue,
      apps: services.catalogue.apps.map((app) => (app.id === 'barn' ? grown : app)),
    }
    await provisionTenant({ db: services.db, catalogue }, tenant)
    expect((await rolesOf(tenant.id)).map((role) => role.key)).toEqual(['administrator', 'miller'])
  })

  it('refuses a zone that is not one, before anything is written', async () => {
    await expect(
      createTenant(platform.services, { slug: 'salah', ...input, zone: 'Mars/Olympus' }),
    ).rejects.toThrow(/Mars\/Olympus/)
    expect(await platform.asSuperuser(`SELECT 1 FROM control.tenant WHERE slug = 'salah'`)).toEqual([])
  })

  it('is finished by a second attempt wherever the first one stopped, and its administrator signs in', async () => {
    const { services } = platform
    const admin = { adminEmail: 'ketua@contoh.test', adminName: 'Ketua' }
    await createTenant(services, { slug: 'resume', ...input })
    await services.accounts.ensure({
      email: admin.adminEmail,
      name: 'Ketua',
      password: 'hilang sebelum dibaca',
    })
    const made = await createTenantWithAdmin(services, { slug: 'resume', ...input, ...admin })
    expect(made.password).toMatch(/^[a-z2-9]{5}(-[a-z2-9]{5}){3}$/)
    const signedIn = await services.sessions.signIn({
      login: admin.adminEmail,
      password: made.password as string,
      tenantSlug: 'resume',
      address: null,
      agent: null,
    })
    expect(signedIn.tenantId).toBe(made.tenantId)
    const again = await createTenantWithAdmin(services, { slug: 'resume', ...input, ...admin })
    expect([again.userId, again.password]).toEqual([made.userId, null])
  })
})

describe('the first administrator', () => {
  it('is made once by however many processes start at once, and shown by one of them alone', async () => {
    const fresh = await createTestPlatform({ apps: [barn] })
    try {
      await fresh.asSuperuser('DELETE FROM kernel.role')
      await fresh.asSuperuser('DELETE FROM kernel.number_pattern')
      await fresh.asSuperuser('DELETE FROM control.tenant')
      const made = await Promise.all([1, 2, 3].map(() => ensureFirstAdministrator(fresh.services)))
      const shown = made.filter((answer) => answer?.password)
      expect(shown).toHaveLength(1)
      expect(new Set(made.map((answer) => answer?.email)).size).toBe(1)
      const signedIn = await fresh.services.sessions.signIn({
        login: shown[0]?.email as string,
        password: shown[0]?.password as string,
        address: null,
        agent: null,
      })
      expect(signedIn.tenantId).not.toBeNull()
      expect(await fresh.services.accounts.findById(signedIn.userId)).toMatchObject({ platformAdmin: true })
      expect(await ensureFirstAdministrator(fresh.services)).toEqual({ ...shown[0], password: null })
    } finally {
      await fresh.close()
    }
  })

  it('is not made where somebody set up organisations of their own', async () => {
    expect(await ensureFirstAdministrator(platform.services)).toBeNull()
  })

  it('is refused a weak password from the settings by the setting’s name, and nobody is let in', async () => {
    const fresh = await createTestPlatform({
      apps: [barn],
      env: { LUMBUNG_ADMIN_PASSWORD: 'passwordpassword' },
    })
    try {
      await fresh.asSuperuser('DELETE FROM kernel.role')
      await fresh.asSuperuser('DELETE FROM kernel.number_pattern')
      await fresh.asSuperuser('DELETE FROM control.tenant')
      await expect(ensureFirstAdministrator(fresh.services)).rejects.toThrow(/LUMBUNG_ADMIN_PASSWORD/)
      expect(await fresh.asSuperuser('SELECT 1 FROM control.user_account')).toEqual([])
    } finally {
      await fresh.close()
    }
  })
})
