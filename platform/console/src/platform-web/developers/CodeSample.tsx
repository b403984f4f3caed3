import { Button, Code, CopyButton, Icon } from '@lumbung/ui'
import { usePlatformTexts } from '../texts/use-platform-texts.ts'
import styles from './code-sample.module.css'

/** Something to be copied; the button says when it has been. */
export function CodeSample({ text }: { text: string }) {
  const t = usePlatformTexts()
  return (
    <div className={styles.sample}>
      <Code block tabIndex={0} className={styles.code ?? ''}>
        {text}
      </Code>
      <CopyButton value={text}>
        {({ copied, copy }) => (
          <Button
            size="compact-xs"
            variant="default"
            className={styles.copy ?? ''}
            leftSection={<Icon name={copied ? 'check' : 'copy'} size={14} />}
            onClick={copy}
          >
            <span aria-live="polite">{t(copied ? 'developers.copied' : 'developers.copy')}</span>
          </Button>
        )}
      </CopyButton>
    </div>
  )
}
