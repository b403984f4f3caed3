import { Icon, type IconName } from '@lumbung/ui'
import type { EntryType } from '../../../contract/index.ts'
import { useFuelTexts } from '../../texts/use-fuel-texts.ts'
import styles from './history.module.css'

const ICONS: Record<EntryType, IconName> = {
  IN: 'truck-delivery',
  OUT: 'gas-station',
  ADJUSTMENT: 'adjustments',
}

/** The type of a line, as an icon and a word. */
export function EntryMark({ type }: { type: EntryType }) {
  const t = useFuelTexts()
  return (
    <span className={styles.mark}>
      <Icon name={ICONS[type]} size={16} />
      {t(`entry.${type}`)}
    </span>
  )
}
