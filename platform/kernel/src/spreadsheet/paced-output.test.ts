import { PassThrough, Writable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { type Column, writeCsv, writeXlsx } from './write.ts'

describe('the pace of the reader', () => {
  const wide: Column[] = [{ header: 'x', kind: 'text' }]
  const makers = [
    ['CSV', (out: Writable) => writeCsv(out, wide)],
    ['XLSX', (out: Writable) => writeXlsx(out, wide, { sheetName: 'x' })],
  ] as const
  const noise = (index: number) =>
    Array.from({ length: 50 }, (_, part) => Math.sin(index * 50 + part)).join(' ')

  test.each(makers)('%s: writing waits for a reader that does not read', async (_, make) => {
    const writer = make(new PassThrough())
    let written = 0
    const writing = (async () => {
      for (; written < 20_000; written++) await writer.write([noise(written)])
    })()
    writing.catch(() => {})
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(written).toBeLessThan(5000)
  })

  test.each(makers)(
    '%s: writing fails, and does not hang, when the other side goes away',
    async (_, make) => {
      const out = new PassThrough()
      const writer = make(out)
      const writing = (async () => {
        for (let index = 0; index < 20_000; index++) await writer.write([noise(index)])
      })()
      setTimeout(() => out.destroy(), 50)
      await expect(writing).rejects.toThrow()
      await expect(writer.end()).rejects.toThrow()
    },
  )

  test.each(makers)('%s: an error of the output reaches the writer', async (_, make) => {
    const out = new Writable({ write: (_chunk, _encoding, done) => done(new Error('disk full')) })
    const writer = make(out)
    const writing = (async () => {
      for (let index = 0; index < 20_000; index++) await writer.write([noise(index)])
      await writer.end()
    })()
    await expect(writing).rejects.toThrow('disk full')
  })

  test.each(makers)('%s: nothing can be written after the end', async (_, make) => {
    const writer = make(new PassThrough().resume())
    await writer.end()
    await expect(writer.write(['late'])).rejects.toThrow()
  })
})
