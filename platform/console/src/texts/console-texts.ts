import { en } from './en.ts'
import { id } from './id.ts'

export const consoleTexts = { id, en }
