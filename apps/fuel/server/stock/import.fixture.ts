import { setTimeout as sleep } from 'node:timers/promises'
import type { OutputOf } from '@lumbung/contract'
import { type createImport, type ImportRun, type ImportState, readImport } from '@lumbung/kernel/contract'
import { listStockHistory } from '../../contract/reports.ts'
import type { FuelScene, TestPerson } from '../fuel.fixture.ts'

/** Uploads a file as a form does. */
export async function uploadFile(
  scene: FuelScene,
  person: TestPerson,
  operation: string,
  content: string | Buffer<ArrayBuffer>,
): Promise<OutputOf<typeof createImport>> {
  const form = new FormData()
  form.set('operation', operation)
  form.set('file', new Blob([content]), 'buku.csv')
  const body = new Response(form)
  const response = await scene.platform.http.inject({
    method: 'POST',
    url: '/api/v1/imports',
    headers: {
      authorization: `Bearer ${person.token}`,
      'content-type': body.headers.get('content-type') as string,
    },
    payload: Buffer.from(await body.arrayBuffer()),
  })
  if (response.statusCode !== 201) throw new Error(response.body)
  return response.json() as OutputOf<typeof createImport>
}

/** Waits until a job has brought the run to one of these states. */
export async function reachImport(
  person: TestPerson,
  id: string,
  ...states: ImportState[]
): Promise<ImportRun> {
  for (const until = Date.now() + 60_000; ; ) {
    const { body } = await person.call(readImport, { id })
    if (states.includes(body.state)) return body as ImportRun
    if (Date.now() > until) throw new Error(`import ${id} is still ${body.state}`)
    await sleep(50)
  }
}

/** The book of a site, oldest first: day, direction, amount, balance after it. */
export async function importedBook(person: TestPerson, location: string) {
  const { body } = await person.call(listStockHistory, { location, limit: 200 })
  return body.data
    .map(({ businessDay, type, amountLitres, balanceLitres }) => [
      businessDay,
      type,
      amountLitres,
      balanceLitres,
    ])
    .reverse()
}
