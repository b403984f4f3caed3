export * from './operations.ts'
export * from './problems.ts'
