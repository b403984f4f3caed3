import { listRoles } from '@lumbung/admin/contract'
import { type OutputOf, SIGNED_IN } from '@lumbung/contract'
import { recordStockEntry } from '@lumbung/fuel/contract'
import type { createImport } from '@lumbung/kernel/contract'
import type { TestPlatform } from '@lumbung/testing'
import type { Screen } from '@lumbung/ui'
import type { Cast } from './people.ts'

/** Whose documents they are. */
export type Owner = Pick<Cast, 'desk' | 'siteId'>

/** What stands in a screen's path for each of its parameters: a document that is there. */
const DOCUMENTS: Record<string, (platform: TestPlatform, owner: Owner) => Promise<string>> = {
  importId: async (platform, owner) => (await uploadStockBook(platform, owner)).id,
  operation: async () => recordStockEntry.id,
  roleId: async (_, owner) => (await firstRole(owner)).id,
  siteId: async (_, { siteId }) => siteId,
  userId: async (_, { desk }) => desk.userId,
}

/** The path of a screen with a document of this platform in the place of each parameter. */
export async function pathOf({ path }: Screen, platform: TestPlatform, owner: Owner): Promise<string> {
  const parts = await Promise.all(
    path.split('/').map(async (part) => {
      if (!part.startsWith('$')) return part
      const find = DOCUMENTS[part.slice(1)]
      if (!find)
        throw new Error(`${path}: say in tests/browser/documents.ts which document stands for ${part}`)
      return find(platform, owner)
    }),
  )
  return parts.join('/')
}

/** Who holds no role at all is refused the screen. */
export function needsPermission({ permission }: Screen): boolean {
  return permission !== null && permission !== SIGNED_IN
}

/** An app's own: every organisation has it. */
async function firstRole({ desk }: Owner): Promise<{ id: string }> {
  const [role] = (await desk.call(listRoles, { limit: 1 })).body.data
  if (!role) throw new Error('the organisation has no roles')
  return role
}

const STOCK_BOOK = 'Tanggal;Jenis;Lokasi;Jumlah (Liter)\n01/11/2026 08:00;IN;GENSET;250\n'

async function uploadStockBook(platform: TestPlatform, { desk }: Owner) {
  const form = new FormData()
  form.set('operation', recordStockEntry.id)
  form.set('file', new Blob([STOCK_BOOK]), 'buku-stok.csv')
  const body = new Response(form)
  const answer = await platform.http.inject({
    method: 'POST',
    url: '/api/v1/imports',
    headers: {
      authorization: `Bearer ${desk.token}`,
      'content-type': body.headers.get('content-type') ?? '',
    },
    payload: Buffer.from(await body.arrayBuffer()),
  })
  if (answer.statusCode !== 201) throw new Error(`the file was refused: ${answer.body}`)
  return answer.json() as OutputOf<typeof createImport>
}
