import { textsOf } from '@lumbung/ui'
import type { AdminText } from './id.ts'

export const useAdminTexts = textsOf<AdminText>('admin')
