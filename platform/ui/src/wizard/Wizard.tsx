import { Stack, Text, Title } from '@mantine/core'
import { useEffect, useId, useRef } from 'react'
import { Page } from '../page/Page.tsx'
import { useUiTexts } from '../texts/texts.ts'
import { StepList } from './StepList.tsx'
import styles from './wizard.module.css'
import type { WizardProps } from './wizard-types.ts'

/** Long work in steps: each can be gone back to until the last, and left and come back to. */
export function Wizard({ title, summary, actions, steps, current, onOpen }: WizardProps) {
  const t = useUiTexts()
  const heading = useRef<HTMLHeadingElement>(null)
  const headingId = useId()
  const index = Math.max(
    0,
    steps.findIndex(({ id }) => id === current),
  )
  const step = steps[index]
  const shown = useRef(current)
  // Who goes on finds themselves at the beginning of the step, also where they cannot see it.
  useEffect(() => {
    if (shown.current === current) return
    shown.current = current
    heading.current?.focus()
  }, [current])
  return (
    <Page title={title} summary={summary} actions={actions}>
      <div className={styles.wizard}>
        <StepList steps={steps} current={step?.id ?? ''} onOpen={onOpen} />
        <Stack component="section" gap="lg" className={styles.content} aria-labelledby={headingId}>
          <div>
            <Text size="xs" c="dimmed">
              {t('wizard.step_of', { number: index + 1, count: steps.length })}
            </Text>
            <Title order={2} size="h3" id={headingId} ref={heading} tabIndex={-1} className={styles.heading}>
              {step?.title}
            </Title>
          </div>
          {step?.content}
        </Stack>
      </div>
    </Page>
  )
}
