import { expect, it } from 'vitest'
import { createLogger } from './logger.ts'

function logged(write: (log: ReturnType<typeof createLogger>) => void): string {
  let output = ''
  write(createLogger({ level: 'info', destination: { write: (line) => (output += line) } }))
  return output
}

it('says of an error what and where, and nothing that a library hung on it', () => {
  const connection = { password: 'tidak-boleh-terlihat', secretKey: 12_345_678 }
  const error = Object.assign(
    new Error('lost', { cause: Object.assign(new Error('why'), { client: connection }) }),
    {
      code: '57P01',
      client: connection,
    },
  )
  const line = logged((log) => log.warn({ err: error, cause: error }, 'connection lost'))
  expect(JSON.parse(line).err).toMatchObject({ message: 'lost', code: '57P01', cause: { message: 'why' } })
  expect(line).not.toMatch(/tidak-boleh-terlihat|12345678/)
})

it('censors secrets by name, and keeps a forged line inside its own', () => {
  const line = logged((log) =>
    log.info({ body: { password: 'rahasia', note: 'a\n{"level":60}' } }, 'request'),
  )
  expect(line).not.toContain('rahasia')
  expect(line.trimEnd().split('\n')).toHaveLength(1)
})
