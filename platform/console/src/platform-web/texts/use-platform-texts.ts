import { textsOf } from '@lumbung/ui'
import type { PlatformText } from './id.ts'

export const usePlatformTexts = textsOf<PlatformText>('platform')
