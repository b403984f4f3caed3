// biome-ignore-all lint/a11y/useSemanticElements: rows that stand at a place of their own cannot be those of a <table>; the roles say what they are.
import { type CSSProperties, useMemo, useRef } from 'react'
import { useUiTexts } from '../../texts/texts.ts'
import styles from '../list.module.css'
import type { ListBody } from '../list-body.ts'
import { FurtherProblem } from '../rows/FurtherProblem.tsx'
import { useBodyPresses, useOpenRow } from '../rows/use-body-presses.ts'
import { countOfRows, useRowsInView } from '../rows/use-rows-in-view.ts'
import { useTopInPage } from '../rows/use-top-in-page.ts'
import { ListRow, type RowFrame } from './ListRow.tsx'
import { useRowSlots } from './row-slots.ts'
import { SkeletonRow } from './SkeletonRow.tsx'
import { TableHeader } from './TableHeader.tsx'
import { BAR_HEIGHT, HEADER_HEIGHT, ROW_HEIGHT, tableTracks } from './table-columns.ts'
import { useEdges } from './use-edges.ts'
import { useNeededWidths } from './use-needed-widths.ts'
import { useRowKeys } from './use-row-keys.ts'
import { useVirtualRows } from './use-virtual-rows.ts'

/** The next rows are asked for when so few are left below. */
const AHEAD = 100
const FIRST_SKELETONS = 12
const FURTHER_SKELETONS = 3

/**
 * The rows as a table of which only what is in view is in the document. It is made of elements with the roles of a table,
 * because rows that stand at a place of their own cannot be those of a `<table>`.
 */
export function ListTable({ body }: { body: ListBody }) {
  const { title, state, list, keyOf, hrefOf, onOpen, rowActions, choosing } = body
  const t = useUiTexts()
  const { rows } = list
  const scroller = useRef<HTMLDivElement>(null)
  const bodyRef = useRef<HTMLDivElement>(null)
  // Written straight to the element: that the window changed its size must not draw the rows anew.
  useTopInPage(scroller, (top) => scroller.current?.style.setProperty('--list-top', `${top}px`))
  const height = ROW_HEIGHT[state.look.density]
  const canChoose = choosing !== null
  const canAct = rowActions !== undefined
  const opensBeside = onOpen !== undefined
  const { columns } = state
  const frame: RowFrame = useMemo(
    () => ({ columns, height, opensBeside, canChoose, canAct, t }),
    [columns, height, opensBeside, canChoose, canAct, t],
  )
  const skeletons = list.isPending
    ? FIRST_SKELETONS
    : list.hasMore && !list.furtherProblem
      ? FURTHER_SKELETONS
      : 0
  const count = rows.length + skeletons
  const isCovered = (choosing?.rows.length ?? 0) > 0

  const openRow = useOpenRow(body)
  const onClick = useBodyPresses(body)
  const keys = useRowKeys(bodyRef, {
    count: rows.length,
    pageSize: () => Math.max(1, view.last - view.first - 1),
    scrollTo: (index) => virtual.scrollToIndex(index),
    onOpen: (index) => openRow(rows[index]),
    onChoose: (index, isRange) => choosing?.toggle(keyOf(rows[index]), isRange),
  })
  const of = String(new URLSearchParams(state.address.texts))
  const { virtual, restorationId } = useVirtualRows(scroller, {
    count,
    height,
    active: keys.active,
    isCovered,
    of,
  })
  const view = useRowsInView(list, virtual.range, AHEAD)
  const items = virtual.getVirtualItems()
  const slots = useRowSlots(
    items.map(({ index }) => index),
    of,
  )

  const needed = useNeededWidths(
    scroller,
    columns,
    list.isPending ? '' : `${of} ${rows.length > 0} ${height}`,
  )
  const { tracks, least, titleLeft } = tableTracks(columns, { canChoose, canAct, needed })
  useEdges(scroller, least)
  const rowCount = countOfRows(list)
  return (
    <div className={styles.frame}>
      <div
        ref={scroller}
        className={styles.scroller}
        data-scroll-restoration-id={restorationId}
        data-of-before={list.isOfBefore || undefined}
      >
        <div
          role="table"
          aria-label={title}
          aria-rowcount={rowCount === null ? -1 : rowCount + 1}
          aria-busy={list.isPending || list.isOfBefore}
          className={styles.table}
          style={
            {
              '--list-tracks': tracks,
              '--list-title-left': `${titleLeft}px`,
              '--list-header': `${HEADER_HEIGHT}px`,
              '--list-row': `${height}px`,
              '--list-lines': height === ROW_HEIGHT.compact ? 1 : 2,
              minWidth: least,
              paddingBottom: isCovered ? BAR_HEIGHT : 0,
            } as CSSProperties
          }
        >
          <TableHeader
            columns={columns}
            choosing={choosing}
            canAct={canAct}
            canSort={state.canSort}
            sort={state.sort}
            onSort={state.changeSort}
          />
          <div
            ref={bodyRef}
            role="rowgroup"
            className={styles.body}
            style={{ height: count * height }}
            onClick={onClick}
            onKeyDown={keys.onKeyDown}
            onFocus={keys.onFocus}
            // Asking a cell for its size while everything moves would lay out the page once more in every frame.
            onMouseOver={virtual.isScrolling ? undefined : nameWhatIsCut}
          >
            {items.map(({ index }) => {
              const row = rows[index]
              if (row === undefined) return <SkeletonRow key={slots.get(index)} index={index} frame={frame} />
              const key = keyOf(row)
              return (
                <ListRow
                  key={slots.get(index)}
                  row={row}
                  index={index}
                  frame={frame}
                  href={hrefOf?.(row) ?? null}
                  hasActions={(rowActions?.(row).length ?? 0) > 0}
                  isChosen={choosing?.has(key) ?? false}
                  isActive={index === keys.active}
                />
              )
            })}
          </div>
        </div>
        <FurtherProblem list={list} />
      </div>
      {!canAct && <div className={styles.edge} aria-hidden />}
    </div>
  )
}

/** The whole text of a cell that is cut off, for the pointer that rests on it; the row's own screen has it for the others. */
function nameWhatIsCut({ target }: { target: EventTarget }): void {
  const cell = (target as HTMLElement).closest<HTMLElement>('[role="cell"]')
  if (!cell) return
  const { scrollWidth, clientWidth, scrollHeight, clientHeight } = cell
  const isCut = scrollWidth > clientWidth || scrollHeight > clientHeight
  cell.title = isCut ? (cell.textContent ?? '') : ''
}
