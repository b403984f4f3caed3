export * from './exports.ts'
export * from './imports.ts'
export * from './jobs.ts'
export * from './problems.ts'
