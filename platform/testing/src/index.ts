export * from './fault-proxy.ts'
export { createDatabaseFromTemplate } from './template-database.ts'
export * from './test-platform.ts'
