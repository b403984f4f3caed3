import { Checkbox } from '@lumbung/ui'
import { usePermissionWords } from '../permissions/use-permission-words.ts'
import { useAdminTexts } from '../texts/use-admin-texts.ts'
import { coveredBy, mayHandOn, withoutPattern, withPattern } from './patterns.ts'
import styles from './roles.module.css'

export interface PatternBoxProps {
  /** Those of the role. */
  patterns: readonly string[]
  /** Those that the editor may hand on. */
  own: readonly string[]
  onChange(patterns: string[]): void
}

/**
 * One pattern of a role as a box. What a wider one holds already is ticked and fixed; what the editor does not hold
 * cannot be added, though it may be taken away. Either is said.
 */
export function PatternBox({
  patterns,
  own,
  onChange,
  pattern,
  label,
  help,
  isPartial = false,
}: PatternBoxProps & { pattern: string; label: string; help?: string; isPartial?: boolean }) {
  const t = useAdminTexts()
  const words = usePermissionWords()
  const isHeld = patterns.includes(pattern)
  const cover = coveredBy(patterns, pattern)
  const isBeyond = !isHeld && cover === null && !mayHandOn(own, pattern)
  const reason = cover !== null ? t('roles.through', { pattern: words(cover) }) : t('roles.beyond_own')
  return (
    <Checkbox
      size="md"
      classNames={{ label: styles.box, description: styles.help }}
      label={label}
      description={cover !== null || isBeyond ? reason : help}
      checked={isHeld || cover !== null}
      indeterminate={isPartial && !isHeld && cover === null}
      disabled={cover !== null || isBeyond}
      onChange={() => onChange(isHeld ? withoutPattern(patterns, pattern) : withPattern(patterns, pattern))}
    />
  )
}
