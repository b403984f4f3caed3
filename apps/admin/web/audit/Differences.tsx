import { Badge, Icon, type IconName, Text } from '@lumbung/ui'
import type { AuditEntry } from '../../contract/index.ts'
import { useAdminTexts } from '../texts/use-admin-texts.ts'
import styles from './audit.module.css'
import { Entries } from './sides/Entries.tsx'
import { FoldedText } from './sides/FoldedText.tsx'
import { Side } from './sides/Side.tsx'

type Fact = AuditEntry['thing']['facts'][number]

const LOOKS: Readonly<Record<Fact['kind'], { color: string; icon: IconName }>> = {
  added: { color: 'padi', icon: 'plus' },
  removed: { color: 'red', icon: 'trash' },
  changed: { color: 'blue', icon: 'pencil' },
  masked: { color: 'gray', icon: 'lock' },
}

/** Every recorded field, with what was done to it in a word and an icon, and what it was and became. */
export function Differences({ facts }: { facts: readonly Fact[] }) {
  return (
    <ul className={styles.differences}>
      {facts.map((fact) => (
        <li key={fact.field}>
          <OneDifference fact={fact} />
        </li>
      ))}
    </ul>
  )
}

function OneDifference({ fact: { label, kind, isList, before, after } }: { fact: Fact }) {
  const t = useAdminTexts()
  const { color, icon } = LOOKS[kind]
  const isOfOne = kind === 'changed' && !isList
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
      {kind === 'masked' && (
        <Text size="sm" c="dimmed">
          {t('audit.masked')}
        </Text>
      )}
      {before.length > 0 && (
        <Side isNew={false} name={t(isOfOne ? 'audit.before' : 'audit.kind_removed')}>
          <Values texts={before} />
        </Side>
      )}
      {after.length > 0 && (
        <Side isNew name={t(isOfOne ? 'audit.after' : 'audit.kind_added')}>
          <Values texts={after} />
        </Side>
      )}
    </>
  )
}

function Values({ texts }: { texts: readonly string[] }) {
  const [only] = texts
  return texts.length === 1 && only !== undefined ? <FoldedText text={only} /> : <Entries entries={texts} />
}
