import { developersEn } from './en/developers.ts'
import { importsEn } from './en/imports.ts'
import { jobsEn } from './en/jobs.ts'
import type { PlatformText } from './id.ts'

export const en: Record<PlatformText, string> = { ...importsEn, ...jobsEn, ...developersEn }
