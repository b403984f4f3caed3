import { textsOf } from '@lumbung/ui'
import type { ConsoleText } from './id.ts'

export const useConsoleTexts = textsOf<ConsoleText>('console')
