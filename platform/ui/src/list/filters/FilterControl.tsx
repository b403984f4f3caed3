import { Checkbox, Fieldset, Select } from '@mantine/core'
import { PickSelect } from '../../form/PickSelect.tsx'
import { useUiTexts } from '../../texts/texts.ts'
import type { Filter } from '../list-types.ts'
import type { ChangeFilters } from '../use-list-state.ts'
import { DayRangeChoices } from './DayRangeChoices.tsx'
import { DayRangeFilter } from './DayRangeFilter.tsx'
import styles from './filters.module.css'

interface FilterControlProps {
  filter: Exclude<Filter, { kind: 'search' }>
  texts: Readonly<Record<string, string>>
  today: string
  onChange: ChangeFilters
  /** In the drawer of a phone each control has its label above it and the whole width. */
  isInDrawer: boolean
}

/** Beside its field in the document, and so inside the page's main part. */
const IN_PLACE = { withinPortal: false }
/** Choices are words of any length; the field itself is as narrow as the bar needs it. */
const AS_WIDE_AS_ITS_WORDS = { ...IN_PLACE, width: 'max-content', position: 'bottom-start' } as const
const SHORT_LIST = 8

/** The control of one filter. */
export function FilterControl({ filter, texts, today, onChange, isInDrawer }: FilterControlProps) {
  const t = useUiTexts()
  switch (filter.kind) {
    case 'choice':
      return (
        <Select
          {...named(filter.label, isInDrawer)}
          clearable
          {...(filter.choices.length > SHORT_LIST
            ? { searchable: true, nothingFoundMessage: t('form.no_match'), maxDropdownHeight: 320 }
            : {})}
          data={[...filter.choices]}
          value={texts[filter.name] ?? null}
          onChange={(value) => onChange({ [filter.name]: value })}
        />
      )
    case 'pick':
      return (
        <PickSelect
          {...(isInDrawer
            ? { label: filter.label }
            : {
                'aria-label': filter.label,
                placeholder: filter.label,
                className: styles.choice,
                comboboxProps: IN_PLACE,
              })}
          clearable
          source={filter.source}
          value={texts[filter.name] ?? null}
          onChange={(value) => onChange({ [filter.name]: value })}
        />
      )
    case 'flag':
      return (
        <Checkbox
          label={filter.label}
          classNames={{ body: styles.flag, label: styles.flagLabel }}
          checked={texts[filter.name] === 'true'}
          onChange={(event) => onChange({ [filter.name]: event.currentTarget.checked ? 'true' : null })}
        />
      )
    case 'day-range': {
      const range = {
        from: texts[filter.from],
        to: texts[filter.to],
        today,
        onChange: (from: string | null, to: string | null) =>
          onChange({ [filter.from]: from, [filter.to]: to }),
      }
      if (!isInDrawer) return <DayRangeFilter label={filter.label} {...range} />
      return (
        <Fieldset legend={filter.label} variant="unstyled">
          <DayRangeChoices {...range} />
        </Fieldset>
      )
    }
  }
}

function named(label: string, isInDrawer: boolean) {
  if (isInDrawer) return { label, classNames: { input: styles.inList } }
  return {
    'aria-label': label,
    placeholder: label,
    className: styles.choice,
    comboboxProps: AS_WIDE_AS_ITS_WORDS,
    classNames: { input: styles.control, dropdown: styles.words },
  }
}
