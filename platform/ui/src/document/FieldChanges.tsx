import { Text, VisuallyHidden } from '@mantine/core'
import type { ReactNode } from 'react'
import { useUiTexts } from '../texts/texts.ts'
import styles from './document.module.css'
import { type FieldWords, useFieldWords } from './operation-words.ts'
import { useValueText } from './use-value-text.ts'

export interface FieldChangesProps {
  operation: string
  /** Field → what it was and what it became. */
  changes: Readonly<Record<string, readonly unknown[]>>
  /** Words for fields whose operation has none; null: not shown. */
  labels?: Readonly<Record<string, string | null>> | undefined
  /** Shows a value, or an entry of a list, that only the screen can name (a place by its id); undefined: as any other. */
  show?: ((field: string, value: unknown) => ReactNode) | undefined
}

/** What the trail holds in the place of a secret. */
const MASK = '•••'

/** Numbers of the record itself, of no interest to who wants to know what was changed. */
const OF_THE_RECORD = new Set(['id', 'version'])

/** Field by field, what it was and what it became; of a list, what came and what went. */
export function FieldChanges({ operation, changes, labels = {}, show }: FieldChangesProps) {
  const words = useFieldWords(operation)
  const fields = Object.entries(changes).filter(
    ([field, [before, after]]) =>
      !OF_THE_RECORD.has(field) && labels[field] !== null && !isKept(before, after),
  )
  return (
    <dl className={styles.changes}>
      {fields.map(([field, [before, after]]) => (
        <div key={field}>
          <dt>{labels[field] ?? words.label(field)}</dt>
          <dd>
            {isList(before) && isList(after) ? (
              <ListChange before={before} after={after} show={(entry) => show?.(field, entry)} />
            ) : (
              <ValueChange field={field} before={before} after={after} words={words} show={show} />
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}

function ValueChange({
  field,
  before,
  after,
  words,
  show,
}: {
  field: string
  before: unknown
  after: unknown
  words: FieldWords
  show: FieldChangesProps['show']
}) {
  const t = useUiTexts()
  const write = useValueText()
  const shown = (value: unknown) =>
    show?.(field, value) ??
    (typeof value === 'string' ? words.choice(field, value) : undefined) ??
    write(value)
  const isNew = before === null || before === undefined
  return (
    <>
      {!isNew && (
        <>
          <VisuallyHidden>{t('document.before')} </VisuallyHidden>
          <del>{shown(before)}</del>
          <Text span c="dimmed" aria-hidden>
            {' → '}
          </Text>
          <VisuallyHidden>, {t('document.after')} </VisuallyHidden>
        </>
      )}
      <ins>{shown(after)}</ins>
    </>
  )
}

/** Of two lists the entries that only one of them has; the sign says which, not the colour. */
function ListChange({
  before,
  after,
  show,
}: {
  before: readonly unknown[]
  after: readonly unknown[]
  show(entry: unknown): ReactNode
}) {
  const write = useValueText()
  const was = new Map(before.map((entry) => [write(entry), entry]))
  const is = new Map(after.map((entry) => [write(entry), entry]))
  return (
    <ul className={styles.listChange}>
      {[...is]
        .filter(([text]) => !was.has(text))
        .map(([text, entry]) => (
          <li key={`+${text}`}>
            + <ins>{show(entry) ?? text}</ins>
          </li>
        ))}
      {[...was]
        .filter(([text]) => !is.has(text))
        .map(([text, entry]) => (
          <li key={`-${text}`}>
            − <del>{show(entry) ?? text}</del>
          </li>
        ))}
    </ul>
  )
}

/** The name by which the record was known then: the same before and after. A masked secret is a change all the same. */
function isKept(before: unknown, after: unknown): boolean {
  return before !== MASK && JSON.stringify(before) === JSON.stringify(after)
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value)
}
