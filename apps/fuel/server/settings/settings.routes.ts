import { handle } from '@lumbung/kernel'
import { readFuelSettings, updateFuelSettings } from '../../contract/settings.ts'
import { changeSettings, readSettings } from './settings.service.ts'

export const settingsOperations = [
  handle(readFuelSettings, (ctx) => readSettings(ctx)),
  handle(updateFuelSettings, (ctx, input) => changeSettings(ctx, input)),
]
