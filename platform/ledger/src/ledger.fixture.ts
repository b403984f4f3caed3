import { newId } from '@lumbung/kernel'
import type { TestPlatform, TestTenant } from '@lumbung/testing'
import { type NewMovement, type Posted, postMovement, reverseMovement } from './index.ts'

export const ZONE = 'Asia/Makassar'

/** An item at a place of a tenant, with the shortest ways to post to it; each posting is a transaction of its own. */
export function shelfOf(
  platform: TestPlatform,
  tenant: TestTenant = platform.tenant,
  ids: Partial<ShelfIds> = {},
) {
  const itemId = ids.itemId ?? newId()
  const placeId = ids.placeId ?? newId()
  const post = (part: Partial<NewMovement> & Pick<NewMovement, 'kind' | 'quantity'>): Promise<Posted> => {
    const movement: NewMovement = {
      movementId: newId(),
      itemId,
      placeId,
      occurredAt: null,
      zone: ZONE,
      actorId: null,
      note: null,
      document: null,
      now: new Date(),
      ...part,
    }
    return platform.services.db.withTenant(tenant.id, (tx) => postMovement(tx, movement))
  }
  const reverse = (movementId: string, now = new Date()): Promise<Posted> =>
    platform.services.db.withTenant(tenant.id, (tx) =>
      reverseMovement(tx, {
        movementId: newId(),
        reverses: movementId,
        zone: ZONE,
        actorId: null,
        note: null,
        now,
      }),
    )
  return { itemId, placeId, post, reverse }
}

interface ShelfIds {
  itemId: string
  placeId: string
}

export function daysAgo(days: number): Date {
  return new Date(Date.now() - days * 86_400_000)
}
