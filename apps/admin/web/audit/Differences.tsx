import { Badge, Icon, type IconName, Text, useFieldWords } from '@lumbung/ui'
import { useChangeWords } from '../access/use-change-words.ts'
import { useAdminTexts } from '../texts/use-admin-texts.ts'
import styles from './audit.module.css'
import { type Difference, type DifferenceKind, differencesOf } from './differences.ts'
import { BothSides } from './sides/BothSides.tsx'

const LOOKS: Readonly<Record<DifferenceKind, { color: string; icon: IconName }>> = {
  added: { color: 'padi', icon: 'plus' },
  removed: { color: 'red', icon: 'trash' },
  changed: { color: 'blue', icon: 'pencil' },
  masked: { color: 'gray', icon: 'lock' },
}

/** Every recorded field, with what was done to it in a word and an icon, and what it was and became. */
export function Differences({
  operation,
  changes,
}: {
  operation: string
  changes: Readonly<Record<string, readonly unknown[]>>
}) {
  const labelOf = useLabels(operation)
  return (
    <ul className={styles.differences}>
      {differencesOf(changes).map((difference) => (
        <li key={difference.field}>
          <OneDifference operation={operation} difference={difference} label={labelOf(difference.field)} />
        </li>
      ))}
    </ul>
  )
}

function OneDifference({
  operation,
  difference,
  label,
}: {
  operation: string
  difference: Difference
  label: string
}) {
  const t = useAdminTexts()
  const { kind } = difference
  const { color, icon } = LOOKS[kind]
  return (
    <>
      <div className={styles.field}>
        <Text fw={600} size="sm" className={styles.label}>
          {label}
        </Text>
        <Badge variant="light" color={color} tt="none" leftSection={<Icon name={icon} size={13} />}>
          {t(`audit.kind_${kind}`)}
        </Badge>
      </div>
      {kind === 'masked' ? (
        <Text size="sm" c="dimmed">
          {t('audit.masked')}
        </Text>
      ) : (
        <BothSides operation={operation} difference={difference} />
      )}
    </>
  )
}

/** Names of fields: those of the record itself, those that no form has, then those of the operation's own contract. */
function useLabels(operation: string): (field: string) => string {
  const t = useAdminTexts()
  const words = useFieldWords(operation)
  const { labels } = useChangeWords()
  const own: Readonly<Record<string, string | null>> = {
    ...labels,
    id: t('audit.field_id'),
    version: t('audit.field_version'),
    assignment: t('audit.field_assignment'),
  }
  return (field) => own[field] ?? words.label(field)
}
