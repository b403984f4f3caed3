import { developersId } from './id/developers.ts'
import { importsId } from './id/imports.ts'
import { jobsId } from './id/jobs.ts'

/** The words of the platform's own screens in Indonesian; `en.ts` has the same keys. */
export const id = { ...importsId, ...jobsId, ...developersId } as const

export type PlatformText = keyof typeof id
