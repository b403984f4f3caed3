/** Any operation of the catalogue that has no screen of its own: its form from its schema, and its answer. */
export { RunOperation as Run } from '@lumbung/ui'
