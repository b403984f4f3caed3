import { UnstyledButton, VisuallyHidden } from '@mantine/core'
import { Icon } from '../icons.tsx'
import { useUiTexts } from '../texts/texts.ts'
import styles from './wizard.module.css'
import type { WizardStep } from './wizard-types.ts'

interface StepListProps {
  steps: readonly Omit<WizardStep, 'content'>[]
  current: string
  onOpen(step: string): void
}

/** Where one is, what is done and what comes: a list on the left, a row of numbers on a phone. */
export function StepList({ steps, current, onOpen }: StepListProps) {
  const t = useUiTexts()
  return (
    <nav aria-label={t('wizard.steps')} className={styles.steps}>
      <ol className={styles.list}>
        {steps.map((step, index) => {
          const isCurrent = step.id === current
          const face = (
            <>
              <span className={styles.number} aria-hidden>
                {step.isDone && !isCurrent ? <Icon name="check" size={16} /> : index + 1}
              </span>
              <span className={styles.title}>{step.title}</span>
              {step.isDone && <VisuallyHidden>, {t('wizard.done')}</VisuallyHidden>}
              {!step.isReachable && !isCurrent && <VisuallyHidden>, {t('wizard.not_yet')}</VisuallyHidden>}
            </>
          )
          return (
            <li key={step.id} className={styles.item}>
              {step.isReachable || isCurrent ? (
                <UnstyledButton
                  className={styles.step}
                  data-current={isCurrent || undefined}
                  data-done={step.isDone || undefined}
                  aria-current={isCurrent ? 'step' : undefined}
                  onClick={() => onOpen(step.id)}
                >
                  {face}
                </UnstyledButton>
              ) : (
                <span className={styles.step} data-closed>
                  {face}
                </span>
              )}
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
