import type { Dip } from '../../../contract/index.ts'
import { useLitres } from '../../stock/use-litres.ts'
import { useFuelTexts } from '../../texts/use-fuel-texts.ts'
import styles from '../dips.module.css'
import { ToleranceMark } from '../ToleranceMark.tsx'

type Compared = Pick<Dip, 'bookLitres' | 'differenceLitres' | 'toleranceLitres' | 'withinTolerance'>

/** The tank against the book. Dashes stand where nothing was measured yet. */
export function Comparison({ dip, isBehind = false }: { dip: Compared | undefined; isBehind?: boolean }) {
  const t = useFuelTexts()
  const litres = useLitres()
  const written = (value: number | undefined) => (value === undefined ? '–' : litres.plain(value))
  return (
    <>
      <dl className={styles.comparison} data-behind={isBehind || undefined}>
        <div>
          <dt>{t('dip.book')}</dt>
          <dd>{written(dip?.bookLitres)}</dd>
        </div>
        <div>
          <dt>{t('dip.difference')}</dt>
          <dd>{dip ? `${litres.signed(dip.differenceLitres)}\u00a0L` : '–'}</dd>
        </div>
        <div>
          <dt>{t('dip.tolerance')}</dt>
          <dd>{dip ? `± ${litres.plain(dip.toleranceLitres)}` : '–'}</dd>
        </div>
      </dl>
      {dip && <ToleranceMark isWithin={dip.withinTolerance} />}
    </>
  )
}
