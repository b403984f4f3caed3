import pg from 'pg'
import { getConstructionPlans, getMigrationPlans } from 'pg-boss'
import { OWNER_ROLE } from '../db/database.ts'
import type { Logger } from '../telemetry/logger.ts'

export const JOB_SCHEMA = 'pgboss'

/** Serialises installers of a database, whichever process they are in. */
const INSTALL_LOCK = 7_305_201_128

/**
 * Creates the job tables, or brings them to this program's version of pg-boss, owned by the owner role; then grants each
 * runtime role what it needs and no more. The running program never needs DDL. Idempotent; run by the migrator after the
 * apps' migrations, with a URL whose user may take the owner role.
 */
export async function installJobs(options: { adminUrl: string; log: Logger }): Promise<void> {
  const { adminUrl, log } = options
  const client = new pg.Client({ connectionString: adminUrl, application_name: 'lumbung_migrate' })
  client.on('error', (error) => log.warn({ err: error }, 'job installation connection lost'))
  await client.connect()
  try {
    await client.query('SELECT pg_advisory_lock($1)', [INSTALL_LOCK])
    await client.query(`SET ROLE ${OWNER_ROLE}`)
    const version = await installedVersion(client)
    if (version === null) {
      await client.query(getConstructionPlans(JOB_SCHEMA))
      log.debug('job tables created')
    } else {
      const plans = migrationPlansFrom(version)
      if (plans !== null) {
        await client.query(plans)
        log.info({ from: version }, 'job tables migrated')
      }
    }
    await client.query(ACCESS)
  } finally {
    await client.end()
  }
}

async function installedVersion(client: pg.Client): Promise<number | null> {
  const { rows } = await client.query<{ there: boolean }>(
    `SELECT to_regclass('${JOB_SCHEMA}.version') IS NOT NULL AS there`,
  )
  if (!rows[0]?.there) return null
  const { rows: versions } = await client.query<{ version: number }>(
    `SELECT version FROM ${JOB_SCHEMA}.version`,
  )
  return versions[0]?.version ?? null
}

/** Null where the tables are current. pg-boss says so by refusing to plan from a version it does not lead on from. */
function migrationPlansFrom(version: number): string | null {
  const current = Number(
    /INSERT INTO pgboss\.version\(version\) VALUES \('(\d+)'\)/.exec(getConstructionPlans(JOB_SCHEMA))?.[1],
  )
  if (!Number.isInteger(current))
    throw new Error('pg-boss no longer tells its schema version in its construction plan')
  if (version > current)
    throw new Error(
      `the job tables have version ${version}, newer than this program's ${current}; start that version`,
    )
  return version === current ? null : getMigrationPlans(JOB_SCHEMA, version)
}

/**
 * A tenant's transaction enqueues and sees jobs of its own tenant alone, the platform's own plane only jobs without a
 * tenant. The worker role works on all of them but owns nothing. The index serves the list of a tenant's jobs.
 */
const ACCESS = `
  BEGIN;
  GRANT USAGE ON SCHEMA ${JOB_SCHEMA} TO lumbung_app, lumbung_control, lumbung_worker;
  GRANT SELECT ON ${JOB_SCHEMA}.queue TO lumbung_app, lumbung_control;
  GRANT SELECT, INSERT ON ${JOB_SCHEMA}.job_common TO lumbung_app, lumbung_control;
  GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${JOB_SCHEMA} TO lumbung_worker;
  REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA ${JOB_SCHEMA} FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION ${JOB_SCHEMA}.create_queue(text, jsonb) TO lumbung_worker;

  ALTER TABLE ${JOB_SCHEMA}.job ENABLE ROW LEVEL SECURITY;
  ALTER TABLE ${JOB_SCHEMA}.job_common ENABLE ROW LEVEL SECURITY;
  DROP POLICY IF EXISTS worker_works ON ${JOB_SCHEMA}.job;
  CREATE POLICY worker_works ON ${JOB_SCHEMA}.job TO lumbung_worker USING (true) WITH CHECK (true);
  DROP POLICY IF EXISTS worker_works ON ${JOB_SCHEMA}.job_common;
  CREATE POLICY worker_works ON ${JOB_SCHEMA}.job_common TO lumbung_worker USING (true) WITH CHECK (true);
  DROP POLICY IF EXISTS tenant_isolation ON ${JOB_SCHEMA}.job_common;
  CREATE POLICY tenant_isolation ON ${JOB_SCHEMA}.job_common TO lumbung_app
    USING (data ->> 'tenantId' = kernel.current_tenant()::text)
    WITH CHECK (data ->> 'tenantId' = kernel.current_tenant()::text);
  DROP POLICY IF EXISTS without_tenant ON ${JOB_SCHEMA}.job_common;
  CREATE POLICY without_tenant ON ${JOB_SCHEMA}.job_common TO lumbung_control
    USING (data ->> 'tenantId' IS NULL) WITH CHECK (data ->> 'tenantId' IS NULL);
  CREATE INDEX IF NOT EXISTS job_common_tenant_index
    ON ${JOB_SCHEMA}.job_common ((data ->> 'tenantId'), created_on DESC, id DESC);
  COMMIT;
`
