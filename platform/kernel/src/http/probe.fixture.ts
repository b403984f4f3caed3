import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { command, PUBLIC, query, SIGNED_IN } from '@lumbung/contract'
import { z } from 'zod'
import { defineApp } from '../app/define-app.ts'
import { handle, handleControl } from '../operation/handle.ts'

const summary = { id: 'Uji pintu', en: 'Probe the door' }

/** Answers what the handler received, so that a test sees what passed the door. */
export const echo = command({
  id: 'probe.echo',
  http: 'POST /probe/echo',
  summary,
  permission: SIGNED_IN,
  input: z.object({
    text: z.string().max(2_000).optional(),
    count: z.int().min(1).max(9).optional(),
    labels: z.record(z.string().max(40), z.string().max(40)).optional(),
  }),
  output: z.object({ received: z.unknown() }),
  status: 200,
  example: { input: { text: 'a', count: 1 } },
})

export const find = query({
  id: 'probe.find',
  http: 'GET /probe/things/{id}',
  summary,
  permission: SIGNED_IN,
  input: z.object({
    id: z.int().min(1).max(999),
    limit: z.int().min(1).max(50).default(20),
    amount: z.number().max(1e9).optional(),
    open: z.boolean().optional(),
    kinds: z.array(z.string().max(10)).max(5).optional(),
    text: z.string().max(20).optional(),
  }),
  output: z.object({ received: z.unknown() }),
  example: { input: { id: 7, kinds: ['a', 'b'] }, output: { received: { id: 7 } } },
})

export const remove = command({
  id: 'probe.remove',
  http: 'DELETE /probe/things/{id}',
  summary,
  permission: SIGNED_IN,
  input: z.object({ id: z.int().min(1).max(999) }),
  output: z.object({ id: z.int() }),
  versioned: true,
  example: { input: { id: 7 } },
})

export const knock = command({
  id: 'probe.knock',
  http: 'POST /probe/knock',
  summary,
  permission: PUBLIC,
  plane: 'control',
  input: z.object({ name: z.string().max(40) }),
  output: z.object({ name: z.string() }),
  ratePerMinute: 3,
  status: 200,
  example: { input: { name: 'a' }, output: { name: 'a' } },
})

export const costly = query({
  id: 'probe.costly',
  http: 'GET /probe/costly',
  summary,
  permission: SIGNED_IN,
  input: z.object({}),
  output: z.object({ done: z.boolean() }),
  ratePerMinute: 2,
  example: { input: {}, output: { done: true } },
})

export const keep = command({
  id: 'probe.keep',
  http: 'POST /probe/files',
  summary,
  permission: 'probe.file.keep',
  body: 'upload',
  input: z.object({ note: z.string().max(200), copies: z.int().min(1).max(9).default(1) }),
  output: z.object({
    path: z.string(),
    name: z.string(),
    mediaType: z.string(),
    bytes: z.int(),
    sha256: z.string(),
    /** Of the file as the handler read it. */
    readSha256: z.string(),
    note: z.string(),
    copies: z.int(),
  }),
  status: 200,
  example: { input: { note: 'a' } },
})

/** As long as a paragraph, so that a file of some megabytes has some thousand lines. */
const LINE = 'a line of the file that is sent, over and over again\n'.repeat(20)
export const download = query({
  id: 'probe.download',
  http: 'GET /probe/download',
  summary,
  permission: SIGNED_IN,
  answer: 'file',
  input: z.object({
    lines: z.int().min(0).max(10_000_000),
    failAt: z.int().min(0).max(10_000_000).optional(),
    ends: z.boolean().default(true),
    name: z.string().max(100).default('laporan.txt'),
  }),
  output: z.unknown(),
  example: { input: { lines: 10 } },
})

/** What the writer of the last download saw. */
export const writer = { wrote: 0, stopped: '', running: false }

export const probeApp = defineApp({
  id: 'probe',
  name: { id: 'Uji', en: 'Probe' },
  summary,
  permissions: { 'probe.file.keep': summary },
  operations: [
    handle(echo, async (_ctx, input) => ({ received: input })),
    handle(find, async (_ctx, input) => ({ received: input })),
    handle(remove, async (_ctx, input) => ({ id: input.id })),
    handleControl(knock, async (_ctx, input) => input),
    handle(costly, async () => ({ done: true })),
    handle(keep, async (ctx, input) => {
      const file = ctx.call.upload
      if (!file) throw new Error('no file reached the handler')
      const readSha256 = createHash('sha256')
        .update(await readFile(file.path))
        .digest('hex')
      return { ...file, ...input, readSha256 }
    }),
    handle(download, async (_ctx, input) => ({
      name: input.name,
      mediaType: 'text/plain; charset=utf-8',
      write: async (out: NodeJS.WritableStream) => {
        writer.wrote = 0
        writer.stopped = ''
        writer.running = true
        try {
          for (let line = 0; line < input.lines; line += 1) {
            if (line === input.failAt) throw new Error('the disk of the probe broke')
            await written(out, LINE)
            writer.wrote += LINE.length
          }
          if (input.lines === input.failAt) throw new Error('the disk of the probe broke')
          if (input.ends) out.end()
        } catch (error) {
          writer.stopped = (error as Error).message
          throw error
        } finally {
          writer.running = false
        }
      },
    })),
  ],
})

function written(out: NodeJS.WritableStream, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    out.write(text, (error) => (error ? reject(error) : resolve()))
  })
}
