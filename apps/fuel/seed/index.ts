/** Books to begin with: a made-up year from a fixed seed, and conversions of published data sets. */
export * from './alaskan-tank-farms.ts'
export * from './cold-store.ts'
export { findDataset } from './dataset.ts'
export * from './import-file.ts'
export * from './mexican-terminals.ts'
export * from './stock-book.ts'
export * from './tug-operator.ts'
