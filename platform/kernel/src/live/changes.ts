import { z } from 'zod'

/** Topics by tenant. */
export type Changes = Map<string, Set<string>>

/** PostgreSQL takes payloads below 8,000 bytes. */
const MOST_BYTES = 7_900

const Payload = z.record(z.uuid(), z.array(z.string().min(1).max(120)).max(MOST_BYTES))

/** The changes as payloads of notifications, as few as they fit into. */
export function packChanges(changes: Changes): string[] {
  const payloads: string[] = []
  let batch: Record<string, string[]> = {}
  let bytes = 2
  for (const [tenantId, topics] of changes) {
    for (const topic of topics) {
      const topicBytes = Buffer.byteLength(JSON.stringify(topic)) + 1
      // The id, quotes, colon, brackets and comma of a tenant that the batch does not have yet.
      const tenantBytes = Buffer.byteLength(tenantId) + 6
      if (bytes + tenantBytes + topicBytes > MOST_BYTES) {
        payloads.push(JSON.stringify(batch))
        batch = {}
        bytes = 2
      }
      const known = batch[tenantId]
      if (known) known.push(topic)
      else batch[tenantId] = [topic]
      bytes += topicBytes + (known ? 0 : tenantBytes)
    }
  }
  if (bytes > 2) payloads.push(JSON.stringify(batch))
  return payloads
}

/** Tenants with their topics; null where the payload is none of ours. */
export function readChanges(payload: string): [tenantId: string, topics: string[]][] | null {
  try {
    return Object.entries(Payload.parse(JSON.parse(payload)))
  } catch {
    return null
  }
}
