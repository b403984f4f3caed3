import { raise } from '@lumbung/contract'
import { type CommandCtx, findSettings, type QueryCtx, updateSettings } from '@lumbung/kernel'
import { staleVersion } from '@lumbung/kernel/contract'
import { FuelSettings } from '../../contract/settings.ts'

export async function readSettings(ctx: QueryCtx): Promise<FuelSettings & { version: number }> {
  const { value, version } = await findSettings(ctx.tx, 'fuel', FuelSettings)
  return { ...value, version }
}

/** Replaces all settings. The first change names version 0, that of settings nobody has changed yet. */
export async function changeSettings(
  ctx: CommandCtx,
  input: FuelSettings,
): Promise<FuelSettings & { version: number }> {
  const before = await findSettings(ctx.tx, 'fuel', FuelSettings)
  ctx.assertVersion(before.version)
  const version = await updateSettings(ctx.tx, 'fuel', input, before.version)
  // Another transaction changed them between the two statements above.
  if (version === undefined) {
    throw raise(staleVersion, { expected: before.version, actual: before.version + 1 })
  }
  ctx.audit({ type: 'fuel.settings', id: 'fuel' }, before.value, input)
  return { ...input, version }
}
