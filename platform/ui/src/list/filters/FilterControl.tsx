import { Button, Checkbox, Fieldset, Select } from '@mantine/core'
import { PickSelect } from '../../form/PickSelect.tsx'
import { usePickLabel } from '../../form/use-pick-options.ts'
import { Icon } from '../../icons.tsx'
import { useUiTexts } from '../../texts/texts.ts'
import type { Filter } from '../list-types.ts'
import type { ChangeFilters } from '../use-list-state.ts'
import { ChoiceButtons } from './ChoiceButtons.tsx'
import { DayRangeChoices } from './DayRangeChoices.tsx'
import { FilterButton } from './FilterButton.tsx'
import styles from './filters.module.css'
import { useDayWords } from './use-day-words.ts'

type Kind<K extends Filter['kind']> = Extract<Filter, { kind: K }>

interface FilterControlProps<F extends Filter = Exclude<Filter, { kind: 'search' }>> {
  filter: F
  texts: Readonly<Record<string, string>>
  today: string
  onChange: ChangeFilters
  /** In the drawer of a phone each control has its label above it and the whole width. */
  isInDrawer: boolean
}

/** Choices inside of what is open already, so that choosing one does not close that. */
const IN_PLACE = { withinPortal: false }
const SHORT_LIST = 8

/** The control of one filter. */
export function FilterControl({ filter, ...props }: FilterControlProps) {
  switch (filter.kind) {
    case 'choice':
      return <ChoiceFilter filter={filter} {...props} />
    case 'pick':
      return <PickFilter filter={filter} {...props} />
    case 'flag':
      return <FlagFilter filter={filter} {...props} />
    case 'day-range':
      return <DayRangeFilter filter={filter} {...props} />
  }
}

function ChoiceFilter({ filter, texts, onChange, isInDrawer }: FilterControlProps<Kind<'choice'>>) {
  const t = useUiTexts()
  const { label, name, choices } = filter
  const value = texts[name] ?? null
  const change = (next: string | null) => onChange({ [name]: next })
  const isLong = choices.length > SHORT_LIST
  const select = (close?: () => void) => (
    <Select
      label={label}
      classNames={{ input: styles.inList }}
      clearable
      comboboxProps={IN_PLACE}
      {...(isLong
        ? { searchable: true, nothingFoundMessage: t('form.no_match'), maxDropdownHeight: 320 }
        : {})}
      data={[...choices]}
      value={value}
      onChange={(next) => {
        change(next)
        close?.()
      }}
    />
  )
  if (isInDrawer) return select()
  return (
    <FilterButton
      label={label}
      words={value === null ? null : (choices.find((one) => one.value === value)?.label ?? value)}
      onClear={() => change(null)}
    >
      {(close) =>
        isLong ? (
          select(close)
        ) : (
          <ChoiceButtons
            choices={[{ value: null, label: t('list.choice_any') }, ...choices]}
            value={value}
            onChoose={(next) => {
              change(next)
              close()
            }}
          />
        )
      }
    </FilterButton>
  )
}

function PickFilter({ filter, texts, onChange, isInDrawer }: FilterControlProps<Kind<'pick'>>) {
  const { label, name, source } = filter
  const value = texts[name] ?? null
  const words = usePickLabel(source, value)
  const change = (next: string | null) => onChange({ [name]: next })
  const pick = (close?: () => void) => (
    <PickSelect
      label={label}
      clearable
      comboboxProps={IN_PLACE}
      source={source}
      value={value}
      onChange={(next) => {
        change(next)
        close?.()
      }}
    />
  )
  if (isInDrawer) return pick()
  return (
    <FilterButton label={label} words={value === null ? null : words} onClear={() => change(null)}>
      {pick}
    </FilterButton>
  )
}

function FlagFilter({ filter, texts, onChange, isInDrawer }: FilterControlProps<Kind<'flag'>>) {
  const { label, name } = filter
  const isOn = texts[name] === 'true'
  const change = (next: boolean) => onChange({ [name]: next ? 'true' : null })
  if (isInDrawer)
    return (
      <Checkbox
        label={label}
        classNames={{ body: styles.flag, label: styles.flagLabel }}
        checked={isOn}
        onChange={(event) => change(event.currentTarget.checked)}
      />
    )
  return (
    <Button
      variant="default"
      fw={isOn ? 600 : 400}
      className={styles.control}
      data-used={isOn || undefined}
      aria-pressed={isOn}
      leftSection={isOn ? <Icon name="check" size={16} /> : null}
      onClick={() => change(!isOn)}
    >
      {label}
    </Button>
  )
}

function DayRangeFilter({
  filter,
  texts,
  today,
  onChange,
  isInDrawer,
}: FilterControlProps<Kind<'day-range'>>) {
  const dayWords = useDayWords()
  const range = {
    from: texts[filter.from],
    to: texts[filter.to],
    today,
    onChange: (from: string | null, to: string | null) => onChange({ [filter.from]: from, [filter.to]: to }),
  }
  if (isInDrawer)
    return (
      <Fieldset legend={filter.label} variant="unstyled">
        <DayRangeChoices {...range} />
      </Fieldset>
    )
  return (
    <FilterButton
      label={filter.label}
      icon="calendar"
      words={dayWords(range.from, range.to)}
      onClear={() => range.onChange(null, null)}
    >
      {(close) => <DayRangeChoices {...range} onChosen={close} />}
    </FilterButton>
  )
}
