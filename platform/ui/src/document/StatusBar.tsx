import { Icon } from '../icons.tsx'
import { useUiTexts } from '../texts/texts.ts'
import styles from './document.module.css'
import type { DocumentPageProps } from './document-types.ts'

/** Where the document stands among its states: passed ones have a tick, the present one is filled, the others are to come. */
export function StatusBar({ value, steps, isOff = false }: NonNullable<DocumentPageProps['status']>) {
  const t = useUiTexts()
  const present = steps.findIndex((step) => step.value === value)
  return (
    <ol className={styles.status} aria-label={t('document.states')}>
      {steps.map((step, index) => (
        <li
          key={step.value}
          aria-current={index === present ? 'step' : undefined}
          data-off={(isOff && index === present) || undefined}
          data-passed={index < present || undefined}
        >
          {index < present && <Icon name="check" size={16} />}
          <span>{step.label}</span>
        </li>
      ))}
    </ol>
  )
}
