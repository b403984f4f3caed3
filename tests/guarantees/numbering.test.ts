import { command, problem, raise } from '@lumbung/contract'
import { defineApp, handle } from '@lumbung/kernel'
import { createTestPlatform, type TestPerson, type TestPlatform } from '@lumbung/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'

/** Numbers that are kept; the whole measure with LUMBUNG_TEST_FULL=1. */
const NUMBERS = process.env.LUMBUNG_TEST_FULL === '1' ? 10_000 : 2_000
const CLIENTS = 32

const refused = problem('probe.refused', 'rule_violated')
const paper = (id: string) =>
  command({
    id: `probe.${id}.issue`,
    http: `POST /probe/${id}s`,
    summary: { id: 'Terbitkan', en: 'Issue' },
    permission: 'probe.paper.issue',
    input: z.strictObject({ refuse: z.boolean() }),
    output: z.object({ number: z.string().max(60) }),
    errors: [refused],
    example: { input: { refuse: false } },
  })
const issueInvoice = paper('invoice')
const issueSlip = paper('slip')

/** Issues a numbered paper; `refuse` undoes it after the number was given. */
const issuing = (operation: typeof issueInvoice, documentType: string) =>
  handle(operation, async (ctx, { refuse }) => {
    const number = await ctx.number(documentType)
    if (refuse) throw raise(refused, {})
    return { number }
  })

const probe = defineApp({
  id: 'probe',
  name: { id: 'Uji nomor', en: 'Numbering probe' },
  summary: { id: 'Menerbitkan nomor.', en: 'Issues numbers.' },
  permissions: { 'probe.paper.issue': { id: 'Menerbitkan', en: 'Issue' } },
  texts: { id: { 'probe.refused': 'Ditolak.' }, en: { 'probe.refused': 'Refused.' } },
  numbers: { 'probe.invoice': 'INV/{YYYY}{MM}/{####}', 'probe.slip': '{YY}-{MM}-{DD}.{##}' },
  operations: [issuing(issueInvoice, 'probe.invoice'), issuing(issueSlip, 'probe.slip')],
})

let platform: TestPlatform
beforeAll(async () => {
  platform = await createTestPlatform({ apps: [probe] })
})
afterAll(() => platform.close())

describe('document numbers (G5)', () => {
  it('have no duplicate and no gap in either tenant, though one in five was given and then undone', async () => {
    const { tenant, otherTenant } = platform
    // In the middle of a month, whenever this runs.
    platform.setClock(new Date('2031-03-15T03:00:00Z'))
    const people = [
      await platform.signInWith(['probe.paper.issue'], { tenant }),
      await platform.signInWith(['probe.paper.issue'], { tenant: otherTenant }),
    ]
    const kept: string[][] = [[], []]
    let undone = 0
    let next = 0
    const client = async () => {
      for (let request = next++; request < (NUMBERS * 5) / 4; request = next++) {
        const refuse = Math.floor(request / 2) % 5 === 2
        const { status, body, text } = await (people[request % 2] as TestPerson).call(issueInvoice, {
          refuse,
        })
        expect(status, text).toBe(refuse ? 422 : 201)
        if (refuse) undone += 1
        else kept[request % 2]?.push(body.number)
      }
    }
    await Promise.all(Array.from({ length: CLIENTS }, client))

    expect(undone).toBe(NUMBERS / 4)
    const all = Array.from({ length: NUMBERS / 2 }, (_, i) => `INV/203103/${String(i + 1).padStart(4, '0')}`)
    for (const numbers of kept)
      expect(numbers.sort((a, b) => a.length - b.length || (a < b ? -1 : 1))).toEqual(all)
    const counters = await platform.asSuperuser(
      `SELECT last FROM kernel.number_counter WHERE document_type = 'probe.invoice'`,
    )
    expect(counters).toEqual([{ last: NUMBERS / 2 }, { last: NUMBERS / 2 }])
  }, 240_000)

  it('begin anew with the period of their pattern, at midnight in the tenant’s zone', async () => {
    const [east, west] = [
      await platform.createTenant('eastern', 'Asia/Jayapura'),
      await platform.createTenant('western', 'America/Los_Angeles'),
    ]
    // Midnight of new year in Jayapura; in Los Angeles it is seven in the morning of the last day of the year.
    const midnight = Date.parse('2031-12-31T15:00:00Z')
    platform.setClock(new Date(midnight - 1_000))
    const people = [
      await platform.signInWith(['probe.paper.issue'], { tenant: east }),
      await platform.signInWith(['probe.paper.issue'], { tenant: west }),
    ]
    const numbers = async (operation: typeof issueInvoice) =>
      await Promise.all(
        people.map(async (person) => (await person.call(operation, { refuse: false })).body.number),
      )
    expect(await numbers(issueInvoice)).toEqual(['INV/203112/0001', 'INV/203112/0001'])
    expect(await numbers(issueSlip)).toEqual(['31-12-31.01', '31-12-31.01'])
    platform.setClock(new Date(midnight))
    expect(await numbers(issueInvoice)).toEqual(['INV/203201/0001', 'INV/203112/0002'])
    expect(await numbers(issueSlip)).toEqual(['32-01-01.01', '31-12-31.02'])
    // The period before goes on where it was, should a clock step back.
    platform.setClock(new Date(midnight - 1_000))
    expect(await numbers(issueInvoice)).toEqual(['INV/203112/0002', 'INV/203112/0003'])
    platform.setClock(null)
  })

  it('are written whole when there are more than the pattern has places for', async () => {
    platform.setClock(new Date('2033-05-05T03:00:00Z'))
    const person = await platform.signInWith(['probe.paper.issue'])
    await person.call(issueSlip, { refuse: false })
    await platform.asSuperuser(`UPDATE kernel.number_counter SET last = 99 WHERE period = '33-05-05.{##}'`)
    expect((await person.call(issueSlip, { refuse: false })).body.number).toBe('33-05-05.100')
    platform.setClock(null)
  })
})
