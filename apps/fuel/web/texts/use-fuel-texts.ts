import { textsOf } from '@lumbung/ui'
import type { FuelText } from './id.ts'

export const useFuelTexts = textsOf<FuelText>('fuel')
