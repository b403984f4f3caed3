/** The kernel's only public door. */
export * from './access/decide.ts'
export { announceAccessChange } from './access/invalidation.ts'
export { findPrincipal } from './access/principal.store.ts'
export type { ControlPrincipal, Grant, Principal, ScopeRef, TenantInfo } from './access/principal.ts'
export { roleWords } from './access/role-words.ts'
export { buildCatalogue, type Catalogue, CatalogueError } from './app/catalogue.ts'
export * from './app/define-app.ts'
export type { Services } from './app/services.ts'
export type { Account, Accounts, FoundAccount } from './auth/accounts.ts'
export { purgeExpired } from './auth/purge-expired.ts'
export type { IssuedTokens, SessionInfo, Sessions } from './auth/sessions.ts'
export { type BootOptions, boot, type Platform, prepareDatabase } from './boot.ts'
export { type Config, loadConfig, ProcessRole } from './config/config.ts'
export { ConfigError } from './config/config-error.ts'
export { newSecret, secretFile } from './config/secret.ts'
export { Database, OWNER_ROLE, RUNTIME_ROLES, urlForRole } from './db/database.ts'
export { type MigrationSource, migrate, readMigrations } from './db/migrate.ts'
export { decodeCursor, encodeCursor, offsetOf, toPage } from './db/page.ts'
export { rotateSecret } from './db/rotate-secret.ts'
export { type Order, type SortKey, sorting } from './db/sorting.ts'
export { allOf, containsPattern, empty, join, Sql, sql } from './db/sql.ts'
export { TransactionPool } from './db/transaction-pool.ts'
export type { ReadTx, Tx } from './db/tx.ts'
export { exportName } from './exports/export-name.ts'
export { sheetFile } from './exports/sheet-file.ts'
export { writeFileWhole } from './files/write-whole.ts'
export { writeFileWholeSync } from './files/write-whole-sync.ts'
export { ACCESS_COOKIE, CONSOLE_HEADER, REFRESH_COOKIE } from './http/authenticate.ts'
export { newId } from './ids.ts'
export { kernelApp } from './kernel-app.ts'
export { queueMail } from './mail/mail.jobs.ts'
export { listEvents } from './openapi/event-list.ts'
export { buildOpenApi } from './openapi/openapi-document.ts'
export { listPermissions } from './openapi/permission-list.ts'
export { buildPostmanCollection, buildPostmanEnvironment } from './openapi/postman/postman-collection.ts'
export type * from './operation/ctx.ts'
export {
  type BoundOperation,
  handle,
  handleControl,
  handlePrepared,
  type JudgeInputs,
} from './operation/handle.ts'
export { OperationRunner } from './operation/run.ts'
export { type EmbeddedPostgres, startEmbeddedPostgres } from './postgres/embedded-postgres.ts'
export { PRODUCT_VERSION } from './product-version.ts'
export * from './spreadsheet/cell.ts'
export * from './spreadsheet/error.ts'
export * from './spreadsheet/limits.ts'
export * from './spreadsheet/read.ts'
export * from './spreadsheet/reading.ts'
export * from './spreadsheet/write.ts'
export { createLogger, type Logger } from './telemetry/logger.ts'
export {
  ADMINISTRATOR_ROLE,
  admitMember,
  createTenantWithAdmin,
  ensureFirstAdministrator,
  type FirstAdministrator,
  newPassword,
  type TenantAdministrator,
} from './tenancy/administrator.ts'
export { assertZone, createTenant, provisionAllTenants, provisionTenant } from './tenancy/provision.ts'
export { findSettings, updateSettings } from './tenancy/settings.store.ts'
export { insertMember } from './tenancy/tenant.store.ts'
export { EntryWords, type TrailEntry, type TrailFact, type TrailThing } from './trail/entry-words.ts'
export { namePathsOf } from './trail/known-records.ts'
