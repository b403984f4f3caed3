import { createTestPlatform, type TestPerson, type TestPlatform } from '@lumbung/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { apps } from '../../server/src/apps.ts'
import { arrangeOneOfEverything } from './arrange.ts'
import { exampleRequest, expectOrderly, attackedOperations as operations } from './hostile-requests.ts'
import { NASTY_SIGNS } from './schema-arbitrary.ts'

let platform: TestPlatform
let admin: TestPerson
beforeAll(async () => {
  platform = await createTestPlatform({ apps })
  admin = (await arrangeOneOfEverything(platform)).admin
})
afterAll(() => platform.close())

describe('what stands in an upload', () => {
  const uploading = operations.filter(({ body }) => body === 'upload')
  const NAMES = [
    ...NASTY_SIGNS,
    '',
    ' ',
    '.',
    '..',
    '../../etc/passwd',
    'C:\\a\\b.csv',
    'a"b.csv',
    'x'.repeat(3_000),
    `${'😀'.repeat(200)}.csv`,
    'a\tb.csv',
    '=1+1.csv',
  ]
  const csv = 'type,location,amount\nIN,GENSET,1\n'

  function multipart(parts: [string, string][]): Buffer {
    const text = parts.map(
      ([head, body]) => `--x\r\ncontent-disposition: form-data; ${head}\r\n\r\n${body}\r\n`,
    )
    return Buffer.from(`${text.join('')}--x--\r\n`)
  }

  it.each(uploading.map((operation) => [operation.id, operation] as const))('%s', async (_id, operation) => {
    const { method, url } = exampleRequest(operation)
    const send = (payload: Buffer, type = 'multipart/form-data; boundary=x') =>
      expectOrderly(platform, admin, { method, url, payload, headers: { 'content-type': type } })
    for (const name of NAMES) {
      await send(
        multipart([
          ['name="operation"', 'fuel.stock.record'],
          [`name="file"; filename="${name}"`, csv],
        ]),
      )
      await send(
        multipart([
          ['name="operation"', 'fuel.stock.record'],
          [`name="file"; filename*=UTF-8''${encodeURIComponent(name.toWellFormed())}`, csv],
        ]),
      )
      await send(
        multipart([
          [`name="${name}"`, 'a'],
          ['name="operation"', name],
          ['name="file"; filename="a.csv"', csv],
        ]),
      )
      const mapping = JSON.stringify({ columns: { notes: { value: name }, [name]: { value: name } } })
      await send(
        multipart([
          ['name="operation"', 'fuel.stock.record'],
          ['name="mapping"', mapping],
          ['name="file"; filename="a.csv"', csv],
        ]),
      )
    }
    for (const type of [
      'multipart/form-data',
      'multipart/form-data; boundary=',
      'multipart/form-data; boundary="',
      'application/json',
    ]) {
      await send(multipart([['name="operation"', 'a']]), type)
    }
  })

  it('a file name is kept as it can be shown', async () => {
    const [operation] = uploading
    if (!operation) throw new Error('there is no upload')
    const { method, url } = exampleRequest(operation)
    const parts: [string, string][] = [
      ['name="operation"', 'fuel.stock.record'],
      ['name="file"; filename*=UTF-8\'\'Buku%00%E2%80%AE%20e%CC%81.csv', csv],
    ]
    const answer = await platform.http.inject({
      method,
      url,
      payload: multipart(parts),
      headers: { authorization: `Bearer ${admin.token}`, 'content-type': 'multipart/form-data; boundary=x' },
    })
    expect(answer.statusCode, answer.body).toBe(201)
    const [kept] = await platform.asSuperuser<{ name: string }>(
      "SELECT name FROM kernel.file WHERE purpose = 'import' ORDER BY id DESC LIMIT 1",
    )
    expect(kept?.name).toBe('Buku__ \u00E9.csv')
  })
})
