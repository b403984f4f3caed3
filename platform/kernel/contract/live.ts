import { z } from 'zod'

/**
 * `GET /api/v1/live`: server-sent events that say *what* changed in the caller's organisation, never *how*; who is told
 * reads it through its operations, where permission and scope are decided. Topics are the first two segments of operation
 * ids (`fuel.stock`, `platform.import`, `platform.job`); only topics of apps in which the caller holds a permission are
 * told, and the platform's own. A stream that begins says `ready`: who was cut off reads everything anew.
 */
export const LIVE_PATH = '/live'

export const LiveChanged = z.object({ topics: z.array(z.string().max(120)).max(200) })
export type LiveChanged = z.infer<typeof LiveChanged>

/** `app.resource` of an operation's or event's name. */
export function topicOf(name: string): string {
  return name.split('.', 2).join('.')
}
