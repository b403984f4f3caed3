import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useMemo, useRef, useState } from 'react'
import { useUiTexts } from '../../texts/texts.ts'
import styles from '../list.module.css'
import type { ListBody } from '../list-body.ts'
import { useBodyPresses } from '../rows/use-body-presses.ts'
import { countOfRows, useRowsInView } from '../rows/use-rows-in-view.ts'
import { useTopInPage } from '../rows/use-top-in-page.ts'
import { cardParts } from './card-parts.ts'
import { type CardFrame, ListCard } from './ListCard.tsx'

const OVERSCAN = 4
const AHEAD = 40
const USUAL_HEIGHT = 112
const FIRST_SKELETONS = 6

/** The rows as cards that scroll with the page, as everything on a phone does. Names of any length are read whole. */
export function ListCards({ body, columns }: { body: ListBody; columns: ListBody['state']['columns'] }) {
  const { title, list, keyOf, hrefOf, onOpen, rowActions, choosing } = body
  const t = useUiTexts()
  const { rows } = list
  const element = useRef<HTMLUListElement>(null)
  const [above, setAbove] = useState(0)
  useTopInPage(element, setAbove)
  const opensBeside = onOpen !== undefined
  const canChoose = choosing !== null
  const frame: CardFrame = useMemo(
    () => ({ parts: cardParts(columns), opensBeside, canChoose, t }),
    [columns, opensBeside, canChoose, t],
  )
  const skeletons = list.isPending ? FIRST_SKELETONS : list.hasMore && !list.furtherProblem ? 1 : 0
  const count = rows.length + skeletons
  // The same function as long as the rows are the same: with another one all places are computed anew.
  const keyAt = useCallback(
    (index: number) => (rows[index] === undefined ? index : keyOf(rows[index])),
    [rows, keyOf],
  )
  const virtual = useWindowVirtualizer<HTMLLIElement>({
    count,
    estimateSize: () => USUAL_HEIGHT,
    getItemKey: keyAt,
    overscan: OVERSCAN,
    scrollMargin: above,
  })
  useRowsInView(list, virtual.range, AHEAD)
  const onClick = useBodyPresses(body)
  const size = countOfRows(list) ?? -1
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: each card has a link or button of its own for the keyboard.
    <ul
      ref={element}
      aria-label={title}
      aria-busy={list.isPending || list.isOfBefore}
      className={styles.cards}
      style={{ height: virtual.getTotalSize() }}
      data-of-before={list.isOfBefore || undefined}
      onClick={onClick}
    >
      {virtual.getVirtualItems().map(({ index, key, start }) => {
        const row = rows[index]
        const rowKey = row === undefined ? '' : keyOf(row)
        return (
          <li
            key={key}
            ref={virtual.measureElement}
            data-index={index}
            className={styles.cardPlace}
            style={{ transform: `translateY(${start - above}px)` }}
            {...(row === undefined
              ? { 'aria-hidden': true }
              : { 'aria-setsize': size, 'aria-posinset': index + 1 })}
          >
            {row === undefined ? (
              <div className={styles.card} data-skeleton style={{ height: USUAL_HEIGHT - 8 }}>
                <span className={styles.bone} />
              </div>
            ) : (
              <ListCard
                row={row}
                index={index}
                frame={frame}
                href={hrefOf?.(row) ?? null}
                hasActions={(rowActions?.(row).length ?? 0) > 0}
                isChosen={choosing?.has(rowKey) ?? false}
              />
            )}
          </li>
        )
      })}
    </ul>
  )
}
