import { type JobDefinition, provisionAllTenants } from '@lumbung/kernel'

export const tenantJobs: JobDefinition[] = [
  {
    // After an update of the program: tenants get the apps and role templates that are new since they were made.
    name: 'admin.provision-tenants',
    schedule: '15 * * * *',
    plane: 'control',
    run: ({ services }) => provisionAllTenants(services),
  },
]
