import { describe, expect, it } from 'vitest'
import { parseAppId, parseFeature, singularOf } from './names.ts'
import { Refusal } from './refusal.ts'

describe('an app’s id', () => {
  it.each([
    [undefined, /Name the app/],
    ['', /Name the app/],
    ['f', /2 to 20 lower-case letters/],
    ['Fleet', /2 to 20 lower-case letters/],
    ['fleet2', /2 to 20 lower-case letters/],
    ['my-fleet', /2 to 20 lower-case letters/],
    ['../fleet', /2 to 20 lower-case letters/],
    ['x'.repeat(21), /2 to 20 lower-case letters/],
    ['kernel', /belongs to the platform/],
    ['order', /PostgreSQL schema/],
    ['pgfleet', /PostgreSQL schema/],
  ])('is refused with the reason when it is %j', (id, reason) => {
    expect(() => parseAppId(id)).toThrow(Refusal)
    expect(() => parseAppId(id)).toThrow(reason)
  })
})

describe('a feature’s name', () => {
  it.each([
    'Orders',
    'orders_of_sale',
    '-orders',
    'orders-',
    'two--hyphens',
    '2nd-orders',
    'a/b',
    'x'.repeat(41),
  ])('is refused when it is %j', (feature) => {
    expect(() => parseFeature('fleet', feature)).toThrow(/cannot name a feature/)
  })

  it.each(['events', 'maps', 'records', 'pages'])(
    'is refused when its type would hide another: %s',
    (feature) => {
      expect(() => parseFeature('fleet', feature)).toThrow(/exists in TypeScript already/)
    },
  )

  it('may be the same word as the one of it, as Indonesian terms are', () => {
    expect(parseFeature('sakip', 'sasaran')).toMatchObject({
      entities: 'sasaran',
      entity: 'sasaran',
      Entity: 'Sasaran',
    })
  })

  it('is spelt for folders, types, tables and sentences', () => {
    expect(parseFeature('fleet', 'delivery-orders')).toMatchObject({
      entity: 'delivery-order',
      Entities: 'DeliveryOrders',
      entityCamel: 'deliveryOrder',
      entity_snake: 'delivery_order',
      'a entity': 'a delivery order',
    })
    expect(parseFeature('fleet', 'engines')['A entity']).toBe('An engine')
  })

  it('takes another name for the one of it where English is not plain', () => {
    expect(parseFeature('fleet', 'people', 'person').Entity).toBe('Person')
  })

  it('leaves the longest constraint name within the 63 bytes of PostgreSQL', () => {
    const entity = 'e'.repeat(30)
    const names = parseFeature(parseAppId('a'.repeat(20)), `${entity}s`, entity)
    expect(`${names.app}_${names.entity_snake}_name_unique`.length).toBeLessThanOrEqual(63)
    expect(() => parseFeature('fleet', 'things', 'e'.repeat(31))).toThrow(/at most 30/)
  })
})

describe('one of many', () => {
  it.each([
    ['vehicles', 'vehicle'],
    ['deliveries', 'delivery'],
    ['boxes', 'box'],
    ['batches', 'batch'],
    ['classes', 'class'],
    ['days', 'day'],
    ['status', 'status'],
    ['analysis', 'analysis'],
    ['renstra', 'renstra'],
  ])('of %s is %s', (many, one) => {
    expect(singularOf(many)).toBe(one)
  })
})
