import { Button, Group, VisuallyHidden } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import { factsOf } from '../../form/facts/field-facts.ts'
import { Icon } from '../../icons.tsx'
import { useUiTexts } from '../../texts/texts.ts'
import { SORT_NAME } from '../address/read-address.ts'
import styles from '../list.module.css'
import type { ListState } from '../use-list-state.ts'
import { ClearFilters } from './ActiveFilters.tsx'
import { FilterControl } from './FilterControl.tsx'
import { FilterDrawer } from './FilterDrawer.tsx'
import { usedFilters } from './filter-words.ts'
import { SearchFilter } from './SearchFilter.tsx'

export interface FilterBarProps {
  state: ListState<unknown>
  input: z.ZodObject
  isPhone: boolean
  /** How much there is with these filters, said where they are chosen. */
  count: ReactNode
  /** Further ways to look at the list, at the end of the bar. */
  tools: ReactNode
}

/** Search and filters; on a phone the filters wait in a drawer, and a badge says how many are in use. */
export function FilterBar({ state, input, isPhone, count, tools }: FilterBarProps) {
  const t = useUiTexts()
  const [isOpen, drawer] = useDisclosure(false)
  const { filters, address, today, change } = state
  const search = filters.find((filter) => filter.kind === 'search')
  const others = filters.filter((filter) => filter.kind !== 'search')
  const orders = factsOf(input).find(({ name }) => name === SORT_NAME)?.choices ?? []
  const inUse = usedFilters(others, input, state.narrowing).length
  const controls = (isInDrawer: boolean) =>
    others.map((filter) => (
      <FilterControl
        key={filter.label}
        filter={filter}
        texts={address.texts}
        today={today}
        onChange={change}
        isInDrawer={isInDrawer}
      />
    ))
  return (
    <Group gap="xs" align="center">
      {search && (
        <SearchFilter
          label={search.label}
          text={address.texts[search.name] ?? ''}
          maxLength={factsOf(input).find(({ name }) => name === search.name)?.maxLength ?? null}
          onChange={(text) => change({ [search.name]: text }, { isTyped: true })}
        />
      )}
      {!isPhone && controls(false)}
      {!isPhone && state.narrowing.length > 0 && <ClearFilters onClear={state.clear} />}
      {isPhone && (others.length > 0 || orders.length > 0) && (
        <Button
          variant="default"
          className={styles.tool}
          leftSection={<Icon name="filter" size={16} />}
          rightSection={
            inUse > 0 && (
              <span className={styles.badge}>
                {inUse} <VisuallyHidden>{t('list.filters_in_use')}</VisuallyHidden>
              </span>
            )
          }
          onClick={drawer.open}
        >
          {t('list.filters')}
        </Button>
      )}
      <Group gap="xs" className={styles.tools}>
        {tools}
      </Group>
      {isPhone && (
        <FilterDrawer
          isOpen={isOpen}
          onClose={drawer.close}
          state={state}
          orders={orders}
          count={count}
          isNarrowed={inUse > 0}
        >
          {controls(true)}
        </FilterDrawer>
      )}
    </Group>
  )
}
