import { randomBytes } from 'node:crypto'

let lastMillisecond = 0
let counter = 0

/** Random bytes are drawn in bulk: asking the generator for each id costs more than all the rest of it. */
let pool = Buffer.alloc(0)
let used = 0

function random(bytes: number): Buffer {
  if (used + bytes > pool.length) {
    pool = randomBytes(4_096)
    used = 0
  }
  used += bytes
  return pool.subarray(used - bytes, used)
}

/**
 * A UUIDv7 (RFC 9562 §6.2, method 1): 48 bits of Unix milliseconds, a 12-bit counter that makes ids of one process
 * ascending within a millisecond, 62 random bits.
 */
export function newId(now: number = Date.now()): string {
  let millisecond = Math.max(now, lastMillisecond)
  counter = millisecond === lastMillisecond ? counter + 1 : random(2).readUInt16BE(0) & 0x7ff
  if (counter > 0xfff) {
    millisecond += 1
    counter = 0
  }
  lastMillisecond = millisecond
  const bytes = Buffer.from(random(16))
  bytes.writeUIntBE(millisecond, 0, 6)
  bytes.writeUInt16BE(0x7000 | counter, 6)
  bytes.writeUInt8(((bytes[8] as number) & 0x3f) | 0x80, 8)
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
