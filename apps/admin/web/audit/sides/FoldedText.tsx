import { Button } from '@lumbung/ui'
import { useState } from 'react'
import { useAdminTexts } from '../../texts/use-admin-texts.ts'
import styles from '../audit.module.css'

/** About four lines of the drawer. */
const LONGEST = 240

/** A value whose end waits behind a button where it is long. */
export function FoldedText({ text }: { text: string }) {
  const t = useAdminTexts()
  const [isWhole, setWhole] = useState(false)
  if (text.length <= LONGEST) {
    return (
      <span dir="auto" className={styles.value}>
        {text}
      </span>
    )
  }
  return (
    <>
      <span dir="auto" className={styles.value}>
        {isWhole ? text : `${text.slice(0, LONGEST).trimEnd()}…`}
      </span>
      <Button
        size="compact-sm"
        variant="subtle"
        className={styles.unfold}
        aria-expanded={isWhole}
        onClick={() => setWhole(!isWhole)}
      >
        {isWhole ? t('audit.fold') : t('audit.show_whole', { count: text.length })}
      </Button>
    </>
  )
}
