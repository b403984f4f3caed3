import { type JobDefinition, purgeExpired } from '@lumbung/kernel'

export const authJobs: JobDefinition[] = [
  {
    name: 'admin.purge-sign-ins',
    schedule: '5 * * * *',
    plane: 'control',
    run: async ({ services, log }) => {
      log.info(await purgeExpired(services.db, services.clock()), 'expired tokens and sessions deleted')
    },
  },
]
