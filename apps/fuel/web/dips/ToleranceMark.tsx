import { Icon } from '@lumbung/ui'
import { useFuelTexts } from '../texts/use-fuel-texts.ts'
import styles from './dips.module.css'

/** Whether a difference may be the dipstick's own, by icon and word. */
export function ToleranceMark({ isWithin }: { isWithin: boolean }) {
  const t = useFuelTexts()
  return (
    <span className={styles.mark} data-within={isWithin || undefined}>
      <Icon name={isWithin ? 'check' : 'alert'} size={16} />
      {t(isWithin ? 'dip.within' : 'dip.beyond')}
    </span>
  )
}
