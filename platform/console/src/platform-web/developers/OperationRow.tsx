import { PUBLIC } from '@lumbung/contract'
import {
  Badge,
  type CatalogueOperation,
  Code,
  Icon,
  Text,
  UnstyledButton,
  useLocalText,
  useSession,
  VisuallyHidden,
} from '@lumbung/ui'
import { usePlatformTexts } from '../texts/use-platform-texts.ts'
import styles from './developers.module.css'
import { OperationDetail } from './OperationDetail.tsx'

interface OperationRowProps {
  operation: CatalogueOperation
  isOpen: boolean
  onToggle(isOpen: boolean): void
}

/** One operation: what it is and whether I may; its details are fetched when it is opened. */
export function OperationRow({ operation, isOpen, onToggle }: OperationRowProps) {
  const t = usePlatformTexts()
  const local = useLocalText()
  const { can } = useSession()
  const { id, method, path, summary, permission } = operation
  const mayUse = permission === PUBLIC || can(permission)
  const detailId = `detail-${id}`
  return (
    <div className={styles.operation}>
      <UnstyledButton
        className={styles.head}
        aria-expanded={isOpen}
        aria-controls={detailId}
        onClick={() => onToggle(!isOpen)}
      >
        <Badge variant="default" radius="sm" className={styles.method ?? ''}>
          {method}
        </Badge>
        <Text span size="sm" fw={600} className={styles.summary}>
          {local(summary)}
        </Text>
        <Code className={styles.path}>{path}</Code>
        <span className={styles.mark} data-refused={!mayUse || undefined}>
          <Icon name={mayUse ? 'check' : 'lock'} size={16} />
          <VisuallyHidden>{t(mayUse ? 'developers.allowed' : 'developers.refused')}</VisuallyHidden>
        </span>
      </UnstyledButton>
      <section id={detailId} aria-label={t('developers.detail', { operation: id })} hidden={!isOpen}>
        {isOpen && <OperationDetail operation={operation} mayUse={mayUse} />}
      </section>
    </div>
  )
}
