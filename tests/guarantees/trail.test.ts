import { type CommandOperation, recordOf } from '@lumbung/contract'
import { kernelApp, operationsOf } from '@lumbung/kernel'
import { createTestPlatform, type TestPerson, type TestPlatform } from '@lumbung/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type AuditEntry,
  declineRequest,
  grantRequest,
  listAudit,
  listRoles,
  requestAccess,
} from '../../apps/admin/contract/index.ts'
import { recordStockIn } from '../../apps/fuel/contract/index.ts'
import { reach, upload } from '../../platform/kernel/src/imports/fixtures/import-calls.ts'
import { apps } from '../../server/src/apps.ts'
import { arrangeOneOfEverything } from './arrange.ts'

/** What a person must never read in the trail: ids, names of fields and operations, values of the program. */
const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}/
const CODE = /\b[a-z][a-z-]*\.[a-z][a-z-]*\.[a-z-]+\b|\b[a-z]+_[a-z]+\b|\[object|undefined|\bnull\b/
const PROGRAMS =
  /\b(IN|OUT|ADJUSTMENT|active|inactive|disabled|open|granted|declined|tenant|true|false|litre|compact|comfortable|applied|applying|undone|cancelled)\b/
const ENGLISH = /\b(the|of|and|is|was|with|name|amount|date|site|role|reason|file|rows?|notes?)\b/i

const recorded = operationsOf([kernelApp, ...apps])
  .map(({ operation }) => operation)
  .filter((operation): operation is CommandOperation => operation.kind === 'command' && !operation.unrecorded)

/** How a command is carried out where its example alone does not suffice: after another, by somebody else, on a file. */
interface Wish {
  after?: readonly string[]
  by?: 'operator'
  ifMatch?: number
  input?: () => Promise<Record<string, unknown>> | Record<string, unknown>
}

let platform: TestPlatform
let admin: TestPerson
let operator: TestPerson
/** Kind of record → the last answer about one: its id and version are the next command's. */
const last = new Map<string, Record<string, unknown>>()

const roleId = async (key: string) =>
  (await admin.call(listRoles, { limit: 200 })).body.data.find((role) => role.key === key)?.id as string

async function openRequest(): Promise<Record<string, unknown>> {
  const person = await platform.signInAs(null, { name: 'Budi Santoso' })
  const asked = await person.call(requestAccess, { permission: 'admin.user.create', reason: 'Cuti' })
  return { id: asked.body.id }
}

let files = 0
async function uploadFile(): Promise<Record<string, unknown>> {
  files += 1
  const answer = await upload(platform, admin, `location,amount\nGENSET,${files}\n`, {
    operation: 'fuel.stock.in',
    name: 'kiriman solar.csv',
  })
  expect(answer.status).toBe(201)
  return { ...answer.body }
}

const wishes: Record<string, Wish> = {
  'admin.user.create': { after: ['admin.role.create'] },
  'admin.user.reset-password': { after: ['admin.user.create'] },
  'admin.assignment.add': {
    after: ['admin.user.enable'],
    input: async () => ({ roleId: await roleId('auditor') }),
  },
  'admin.assignment.remove': {
    after: ['admin.assignment.add'],
    input: () => {
      const assignments = last.get('admin.user')?.assignments as { id: string }[] | undefined
      return { assignmentId: assignments?.[0]?.id }
    },
  },
  'admin.role.create': {
    input: () => ({ name: 'Mandor', key: 'mandor', permissions: ['fuel.stock.read', 'admin.*'] }),
  },
  'admin.access-request.create': { by: 'operator', input: () => ({ permission: 'admin.role.read' }) },
  [grantRequest.id]: {
    input: async () => ({ ...(await openRequest()), roleId: await roleId('user-manager') }),
  },
  [declineRequest.id]: { input: openRequest },
  'fuel.settings.update': { ifMatch: 0 },
  'fuel.stock.out': { by: 'operator' },
  'fuel.stock.record': { input: () => ({ date: undefined }) },
  // What was taken back cannot be taken back again: each way gets a line of its own.
  'fuel.stock.reverse': {
    input: async () => ({
      id: (await admin.call(recordStockIn, { location: 'GENSET', amount: 10 })).body.id,
    }),
  },
  'fuel.site.create': { input: () => ({ code: 'GUDANG', name: 'Gudang Utara' }) },
  'fuel.site.record-capacity': { after: ['fuel.site.replace-capacities'] },
  'platform.import.apply': {
    after: ['platform.import.map'],
    input: async () => ({ id: (await reach(admin, String(last.get('platform.import')?.id), 'ready')).id }),
  },
  'platform.import.undo': {
    after: ['platform.import.apply'],
    input: async () => ({ id: (await reach(admin, String(last.get('platform.import')?.id), 'applied')).id }),
  },
  'platform.import.cancel': {
    after: ['platform.import.undo'],
    input: async () => ({ id: (await uploadFile()).id }),
  },
  'platform.import.map': {
    after: ['platform.import.create'],
    input: () => ({ columns: { location: { column: 0 }, amount: { column: 1 } } }),
  },
}

/** The catalogue's order, with what must come before. */
function ordered(): CommandOperation[] {
  const done = new Set<CommandOperation>()
  const take = (operation: CommandOperation | undefined) => {
    if (!operation || done.has(operation)) return
    for (const id of wishes[operation.id]?.after ?? []) take(recorded.find((one) => one.id === id))
    done.add(operation)
  }
  for (const operation of recorded) take(operation)
  return [...done]
}

async function carryOut(operation: CommandOperation): Promise<void> {
  const wish = wishes[operation.id]
  const kind = recordOf(operation)
  const before = last.get(kind)
  const output = operation.body === 'upload' ? await uploadFile() : await callExample(operation, wish, before)
  last.set(kind, { ...before, ...output })
}

async function callExample(
  operation: CommandOperation,
  wish: Wish | undefined,
  before: Record<string, unknown> | undefined,
): Promise<Record<string, unknown>> {
  const known = 'id' in operation.input.shape && before ? { id: before.id } : {}
  const input = { ...(operation.example.input as object), ...known, ...(await wish?.input?.()) }
  const ifMatch = wish?.ifMatch ?? (typeof before?.version === 'number' ? before.version : 1)
  const person = wish?.by === 'operator' ? operator : admin
  const answer = await person.callRaw(operation, input, operation.versioned ? { ifMatch } : {})
  expect(answer.status, `${operation.id} ${answer.text}`).toBeLessThan(400)
  return answer.body as Record<string, unknown>
}

async function entriesOf(operation: string, locale: 'id' | 'en'): Promise<AuditEntry[]> {
  return (await admin.call(listAudit, { operation, limit: 50 }, { locale })).body.data
}

const sentences = ({ thing }: AuditEntry) => [
  thing.title,
  thing.kind ?? '',
  thing.name ?? '',
  thing.told,
  ...thing.facts.flatMap(({ label, before, after }) => [label, ...before, ...after]),
]

/** E-mail addresses and zones are names of their own, whatever the language. */
const withoutNames = (text: string) => text.replaceAll(/\S+@\S+|\b[A-Z]\w+\/[A-Z]\w+\b/g, '')

beforeAll(async () => {
  platform = await createTestPlatform({ apps })
  const arranged = await arrangeOneOfEverything(platform)
  admin = arranged.admin
  operator = arranged.operator
})
afterAll(() => platform.close())

describe('the trail tells of every command what it was done to, and what (the catalogue walked by its examples)', () => {
  it.each(ordered().map((operation) => [operation.id, operation] as const))('%s', async (id, operation) => {
    await carryOut(operation)
    for (const locale of ['id', 'en'] as const) {
      const entries = await entriesOf(id, locale)
      expect(entries.length).toBeGreaterThan(0)
      for (const entry of entries) {
        const where = `${id} ${locale} ${JSON.stringify(entry.thing, null, 1)} ${JSON.stringify(entry.changes)}`
        expect(entry.thing.name, where).toBeTruthy()
        expect(entry.thing.facts.length, where).toBeGreaterThan(0)
        for (const said of sentences(entry).map(withoutNames)) {
          expect(said, where).not.toMatch(ID)
          expect(said, where).not.toMatch(CODE)
          if (locale === 'id') {
            expect(said, where).not.toMatch(PROGRAMS)
            expect(said, where).not.toMatch(ENGLISH)
          }
        }
      }
    }
  })

  it('and no secret of any of them', async () => {
    const rows = await platform.asSuperuser<{ changes: string }>(
      'SELECT changes::text FROM kernel.audit_entry',
    )
    expect(rows.filter(({ changes }) => /empat kata acak/.test(changes ?? ''))).toEqual([])
  })
})
