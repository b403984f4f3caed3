import { createTestPlatform, type TestPlatform } from '@lumbung/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { defineApp } from '../app/define-app.ts'
import type { AccessClaims } from '../auth/tokens.ts'
import type { Database } from '../db/database.ts'
import { sql } from '../db/sql.ts'
import { announceAccessChange, startAccessInvalidation } from './invalidation.ts'
import { PrincipalCache } from './principal-cache.ts'

const bare = defineApp({
  id: 'bare',
  name: { id: 'Kosong', en: 'Bare' },
  summary: { id: 'Untuk pengujian', en: 'For the test' },
})

let platform: TestPlatform
beforeAll(async () => {
  platform = await createTestPlatform({ apps: [bare] })
})
afterAll(() => platform.close())

/** The real database, and how often it was asked. */
function counted(db: Database): { db: Database; asked: () => number } {
  let asked = 0
  const counting = new Proxy(db, {
    get(target, name) {
      const member = Reflect.get(target, name, target)
      if (typeof member !== 'function') return member
      return (...input: unknown[]) => {
        asked += 1
        return member.apply(target, input)
      }
    },
  })
  return { db: counting, asked: () => asked }
}

async function claimsOf(token: string): Promise<AccessClaims> {
  const claims = await platform.services.tokens.verifyAccess(token)
  if (typeof claims === 'string') throw new Error(claims)
  return claims
}

describe('who a token stands for', () => {
  it('is asked of the database once for a thousand requests, and again when told to forget', async () => {
    const { db, asked } = counted(platform.services.db)
    const cache = new PrincipalCache(db)
    const person = await platform.signInWith(['fuel.stock.read'])
    const claims = await claimsOf(person.token)
    const loaded = await Promise.all(Array.from({ length: 1_000 }, () => cache.load(claims)))
    expect(asked()).toBe(2)
    expect(loaded[999]?.tenant?.grants[0]?.permissions).toEqual(['fuel.stock.read'])
    cache.forget('everybody')
    await cache.load(claims)
    expect(asked()).toBe(4)
  })

  it('is nobody for a session of another tenant, person or version', async () => {
    const cache = new PrincipalCache(platform.services.db)
    const [person, other] = [await platform.signInAs(null), await platform.signInAs(null)]
    const claims = await claimsOf(person.token)
    expect(await cache.load(claims)).not.toBeNull()
    expect(await cache.load({ ...claims, tenantId: platform.otherTenant.id })).toBeNull()
    expect(await cache.load({ ...claims, tenantId: null })).toBeNull()
    expect(await cache.load({ ...claims, userId: other.userId })).toBeNull()
    expect(await cache.load({ ...claims, sessionVersion: 2 })).toBeNull()
  })

  it('is not remembered when the database failed', async () => {
    let fail = true
    const { db } = platform.services
    const flaky = new Proxy(db, {
      get: (target, name) => {
        if (name === 'withControl' && fail) return () => Promise.reject(new Error('lost'))
        const member = Reflect.get(target, name, target)
        return typeof member === 'function' ? member.bind(target) : member
      },
    })
    const cache = new PrincipalCache(flaky)
    const claims = await claimsOf((await platform.signInAs(null)).token)
    await expect(cache.load(claims)).rejects.toThrow('lost')
    fail = false
    expect(await cache.load(claims)).not.toBeNull()
  })
})

describe('an announced change', () => {
  const listen = async () => {
    let times = 0
    const principals = {
      forget: () => {
        times += 1
      },
    }
    const url = platform.databaseUrl
    const listener = await startAccessInvalidation({ url, principals, log: platform.services.log })
    return { listener, principals, times: () => times }
  }

  it('is forgotten here before the transaction’s caller goes on, and never when it rolled back', async () => {
    const { db } = platform.services
    let times = 0
    const principals = {
      forget: () => {
        times += 1
      },
    }
    await db.withControl((tx) => announceAccessChange(tx, principals, 'everybody'))
    expect(times).toBe(1)
    const failing = db.withControl(async (tx) => {
      await announceAccessChange(tx, principals, 'everybody')
      await tx.run(sql`SELECT 1 / 0`)
    })
    await expect(failing).rejects.toMatchObject({ code: '22012' })
    expect(times).toBe(1)
  })

  it('is heard again after the listening connection was cut, which counts as a change itself', async () => {
    const { listener, times } = await listen()
    const before = times()
    await platform.asSuperuser(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'lumbung_access'
         AND datname = current_database()`,
    )
    await expect.poll(times).toBe(before + 1)
    const { services } = platform
    await services.db.withControl((tx) => announceAccessChange(tx, services.principals, 'everybody'))
    await expect.poll(times).toBe(before + 2)
    await listener.stop()
  })
})
