import { handle } from '@lumbung/kernel'
import { namePlaces, searchPlaces } from '../../contract/index.ts'
import { findPlaces, nameOfPlaces } from './scope.service.ts'

export const scopeOperations = [handle(searchPlaces, findPlaces), handle(namePlaces, nameOfPlaces)]
