import {
  applyImport,
  type ImportMapping,
  type ImportRun,
  listImportRows,
  mapImport,
} from '@lumbung/kernel/contract'
import type { FuelScene } from '../../../apps/fuel/server/fuel.fixture.ts'
import { reachImport, uploadFile } from '../../../apps/fuel/server/stock/import.fixture.ts'

export type Chosen = Partial<ImportMapping>

/** A file on its way through the API: uploaded with what was recognised, checked, and applied as far as it is right. */
export function importsOf(scene: FuelScene) {
  const upload = (content: string | Buffer<ArrayBuffer>, operation = 'fuel.stock.record') =>
    uploadFile(scene, scene.admin, operation, content)
  const check = async (
    content: string | Buffer<ArrayBuffer>,
    chosen: Chosen = {},
    operation?: string,
  ): Promise<ImportRun> => {
    const { id, suggestedMapping } = await upload(content, operation)
    const columns = { ...suggestedMapping.columns, ...chosen.columns }
    const mapped = await scene.admin.call(mapImport, { id, ...suggestedMapping, ...chosen, columns })
    if (mapped.status !== 202) throw new Error(mapped.text)
    return await reachImport(scene.admin, id, 'ready', 'needs_mending', 'refused')
  }
  /** What was found right is recorded, neither less nor more. */
  const apply = async (run: ImportRun): Promise<ImportRun> => {
    if (run.problem) throw new Error(JSON.stringify(run.problem))
    const answer = await scene.admin.call(applyImport, { id: run.id, skipInvalid: true })
    if (answer.status !== 202) throw new Error(answer.text)
    const done = await reachImport(scene.admin, run.id, 'applied', 'paused')
    if (done.counts.applied !== run.counts.valid) throw new Error(JSON.stringify(done.counts))
    return done
  }
  const faults = async (run: ImportRun): Promise<[number, string][]> => {
    const { body } = await scene.admin.call(
      listImportRows,
      { id: run.id, status: 'invalid' },
      { locale: 'en' },
    )
    return body.data.map((row) => [row.number, Object.values(row.errors).flat().join(' ')])
  }
  return { upload, check, apply, faults }
}
