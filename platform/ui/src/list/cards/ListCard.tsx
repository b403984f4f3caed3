import { memo } from 'react'
import type { useUiTexts } from '../../texts/texts.ts'
import { isolated } from '../isolated.tsx'
import styles from '../list.module.css'
import type { Column } from '../list-types.ts'
import { RowTitle } from '../rows/RowTitle.tsx'
import type { CardParts } from './card-parts.ts'

export interface CardFrame {
  parts: CardParts<Column<unknown>>
  opensBeside: boolean
  canChoose: boolean
  t: ReturnType<typeof useUiTexts>
}

interface ListCardProps {
  row: unknown
  index: number
  frame: CardFrame
  href: string | null
  hasActions: boolean
  isChosen: boolean
}

/** A row on a phone: its name, its figure, and the details that matter; the whole card opens it. */
export const ListCard = memo(function ListCard({
  row,
  index,
  frame: { parts, opensBeside, canChoose, t },
  href,
  hasActions,
  isChosen,
}: ListCardProps) {
  const number = index + 1
  return (
    <article
      className={styles.card}
      data-chosen={isChosen || undefined}
      data-pressable={opensBeside || href !== null || undefined}
    >
      {canChoose && (
        <label className={styles.choose}>
          <input
            type="checkbox"
            data-chooses
            checked={isChosen}
            readOnly
            aria-label={t('list.choose_row', { number })}
          />
        </label>
      )}
      <div className={styles.cardText}>
        <div className={styles.cardHead}>
          <div className={styles.cardTitle}>
            <RowTitle href={href} opensBeside={opensBeside}>
              {parts.title?.cell(row)}
            </RowTitle>
          </div>
          {parts.aside && (
            <div className={styles.cardAside}>
              <span className={styles.cardLabel}>{parts.aside.header}</span>
              <span className={styles.cardFigure}>{isolated(parts.aside.cell(row))}</span>
            </div>
          )}
        </div>
        {parts.details.length > 0 && (
          <dl className={styles.cardDetails}>
            {parts.details.map((column) => (
              <div key={column.id}>
                <dt>{column.header}</dt>
                <dd>{isolated(column.cell(row))}</dd>
              </div>
            ))}
          </dl>
        )}
      </div>
      {hasActions && (
        <button
          type="button"
          data-acts
          className={styles.act}
          aria-haspopup="menu"
          aria-label={t('list.act_on_row', { number })}
        >
          {'···'}
        </button>
      )}
    </article>
  )
})
