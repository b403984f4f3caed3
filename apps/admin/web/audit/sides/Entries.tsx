import { Button } from '@lumbung/ui'
import { useState } from 'react'
import { useAdminTexts } from '../../texts/use-admin-texts.ts'
import styles from '../audit.module.css'
import { FoldedText } from './FoldedText.tsx'

const MOST = 8

/** The entries of a list; a role of eighty permissions does not push everything else away. */
export function Entries({ entries }: { entries: readonly string[] }) {
  const t = useAdminTexts()
  const [isWhole, setWhole] = useState(false)
  const shown = isWhole ? entries : entries.slice(0, MOST)
  return (
    <>
      <ul className={styles.entries}>
        {shown.map((entry, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is fixed, and entries may be equal.
          <li key={index}>
            <FoldedText text={entry} />
          </li>
        ))}
      </ul>
      {entries.length > MOST && (
        <Button
          size="compact-sm"
          variant="subtle"
          className={styles.unfold}
          aria-expanded={isWhole}
          onClick={() => setWhole(!isWhole)}
        >
          {isWhole ? t('audit.fold') : t('audit.show_entries', { count: entries.length - MOST })}
        </Button>
      )}
    </>
  )
}
