import { Button, Group, UnstyledButton } from '@mantine/core'
import type { z } from 'zod'
import type { PickSource } from '../../form/pick-source.ts'
import { usePickLabel } from '../../form/use-pick-options.ts'
import { Icon } from '../../icons.tsx'
import { useLocalText, useUiTexts } from '../../texts/texts.ts'
import type { ListState } from '../use-list-state.ts'
import { type UsedFilter, usedFilters, wordsOfValue } from './filter-words.ts'
import styles from './filters.module.css'
import { useDayWords } from './use-day-words.ts'

/** What the list is narrowed by, each removable, and all at once. What the bar says of its own filters is not repeated. */
export function ActiveFilters({
  state,
  input,
  isPhone,
}: {
  state: Pick<ListState<unknown>, 'filters' | 'address' | 'narrowing' | 'change' | 'clear'>
  input: z.ZodObject
  /** Where the filters are in a drawer, and are read here alone. */
  isPhone: boolean
}) {
  const t = useUiTexts()
  const used = usedFilters(state.filters, input, state.narrowing)
  const shown = used.filter(({ filter }) => isPhone || filter === null)
  if (shown.length === 0) return null
  return (
    <Group gap={6} role="group" aria-label={t('list.filters')}>
      {used
        .filter(({ filter }) => isPhone || filter === null)
        .map((one) => (
          <UsedFilterChip
            key={one.names.join()}
            used={one}
            texts={state.address.texts}
            onRemove={() => state.change(Object.fromEntries(one.names.map((name) => [name, null])))}
          />
        ))}
      {isPhone && <ClearFilters onClear={state.clear} />}
    </Group>
  )
}

/** All of them at once: the list as it opens. */
export function ClearFilters({ onClear }: { onClear(): void }) {
  const t = useUiTexts()
  return (
    <Button className={styles.clear} variant="subtle" color="gray" size="compact-sm" onClick={onClear}>
      {t('list.filters_clear')}
    </Button>
  )
}

interface UsedFilterChipProps {
  used: UsedFilter
  texts: Readonly<Record<string, string>>
  onRemove(): void
}

function UsedFilterChip({ used, texts, onRemove }: UsedFilterChipProps) {
  const t = useUiTexts()
  const local = useLocalText()
  const dayWords = useDayWords()
  const { filter, facts, names } = used
  const text = texts[names[0] ?? ''] ?? ''
  if (facts) {
    const isFlag = facts.control === 'flag'
    const words = isFlag ? t(text === 'true' ? 'form.yes' : 'form.no') : wordsOfValue(facts, text, local)
    return <Chip label={local(facts.label)} words={words} onRemove={onRemove} />
  }
  switch (filter?.kind) {
    case 'search':
      return <Chip label={filter.label ?? t('list.search')} words={text} onRemove={onRemove} />
    case 'choice': {
      const words = filter.choices.find(({ value }) => value === text)?.label ?? text
      return <Chip label={filter.label} words={words} onRemove={onRemove} />
    }
    case 'flag':
      return <Chip label={filter.label} words={text === 'true' ? null : t('form.no')} onRemove={onRemove} />
    case 'day-range': {
      const words = dayWords(texts[filter.from], texts[filter.to])
      return <Chip label={filter.label} words={words} onRemove={onRemove} />
    }
    case 'pick':
      return <PickChip label={filter.label} source={filter.source} value={text} onRemove={onRemove} />
    default:
      return null
  }
}

function PickChip({
  source,
  value,
  ...chip
}: {
  label: string
  source: PickSource
  value: string
  onRemove(): void
}) {
  return <Chip {...chip} words={usePickLabel(source, value)} />
}

function Chip({ label, words, onRemove }: { label: string; words: string | null; onRemove(): void }) {
  const t = useUiTexts()
  const filter = words === null ? label : `${label}: ${words}`
  return (
    <UnstyledButton
      className={styles.chip}
      aria-label={t('list.filter_remove', { filter })}
      title={filter}
      onClick={onRemove}
    >
      <span className={styles.chipWords}>
        {label}
        {words !== null && (
          <>
            {': '}
            <b>
              <bdi>{words}</bdi>
            </b>
          </>
        )}
      </span>
      <Icon name="x" size={14} />
    </UnstyledButton>
  )
}
