import { ScreenLink } from '../page/navigation.tsx'
import { useUiTexts } from '../texts/texts.ts'
import styles from './document.module.css'
import type { DocumentPageProps } from './document-types.ts'

/** The documents before and after this one, order → delivery → invoice. */
export function RelatedChain({ related }: { related: NonNullable<DocumentPageProps['related']> }) {
  const t = useUiTexts()
  return (
    <nav aria-label={t('document.related')}>
      <ol className={styles.related}>
        {related.map(({ label, path, isCurrent = false }) => (
          <li key={path}>
            {isCurrent ? (
              <span aria-current="page">{label}</span>
            ) : (
              <ScreenLink to={path} size="sm">
                {label}
              </ScreenLink>
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}
