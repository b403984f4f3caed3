import { Stack } from '@mantine/core'
import { useState } from 'react'
import type { ListOperation } from '../data/use-rows.ts'
import { Page } from '../page/Page.tsx'
import { useIsPhone } from '../page/use-is-phone.ts'
import { LookPanel } from './columns/LookPanel.tsx'
import { useExport } from './export/use-export.ts'
import { ActiveFilters } from './filters/ActiveFilters.tsx'
import { FilterBar } from './filters/FilterBar.tsx'
import { ListActions } from './ListActions.tsx'
import { ListContent } from './ListContent.tsx'
import { ListCount, type RowCount } from './ListCount.tsx'
import type { ListPageProps } from './list-types.ts'
import { useListState } from './use-list-state.ts'
import { ViewMenu } from './views/ViewMenu.tsx'

/** A list of anything: filters in the address, saved views, rows as one scrolls, files of exactly what is filtered. */
export function ListPage<Op extends ListOperation>(props: ListPageProps<Op>) {
  // Only the screen's own functions look into a row; everything below takes rows of any kind.
  return <AnyListPage {...(props as unknown as ListPageProps<ListOperation>)} />
}

function AnyListPage(page: ListPageProps<ListOperation>) {
  const { title, summary, operation, columns } = page
  const isPhone = useIsPhone()
  const state = useListState(page)
  const exporting = useExport(operation, state.input)
  const [counted, setCounted] = useState<RowCount | null>(null)
  const count = <ListCount counted={counted} />
  return (
    <Page
      title={title}
      summary={summary}
      count={count}
      actions={<ListActions page={page} columns={state.columns} exporting={exporting} />}
    >
      <Stack gap="sm">
        <FilterBar
          state={state}
          input={operation.input}
          isPhone={isPhone}
          count={count}
          tools={
            <>
              <ViewMenu listId={page.id} views={state.views} />
              {!isPhone && <LookPanel all={columns} look={state.look} onChange={state.changeLook} />}
            </>
          }
        />
        <ActiveFilters state={state} input={operation.input} isPhone={isPhone} />
        <ListContent page={page} state={state} exporting={exporting} isPhone={isPhone} onCount={setCounted} />
      </Stack>
    </Page>
  )
}
