import { usePlatformTexts } from '../texts/use-platform-texts.ts'

/** The jobs of the product that have a name for people, those of people's own work first. */
export const NAMED_JOBS = [
  'platform.validate-import',
  'platform.apply-import',
  'platform.undo-import',
  'platform.purge-import-rows',
  'platform.send-mail',
  'platform.fan-out',
  'platform.purge-idempotency-keys',
  'platform.purge-inbox-receipts',
  'platform.purge-temporary-files',
  'platform.purge-expired-files',
  'admin.provision-tenants',
  'admin.purge-sign-ins',
] as const

/** What a job is called; one that this console does not know by its technical name. */
export function useJobName(): (job: string) => string {
  const t = usePlatformTexts()
  return (job) => {
    const named = NAMED_JOBS.find((name) => name === job)
    return named === undefined ? job : t(`jobs.name.${named}`)
  }
}
