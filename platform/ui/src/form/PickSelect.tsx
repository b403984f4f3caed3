import { Loader, Select, type SelectProps, UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import { useUiTexts } from '../texts/texts.ts'
import styles from './pick-select.module.css'
import type { PickSource } from './pick-source.ts'
import { type PickOptions, usePickLabel, usePickOptions } from './use-pick-options.ts'

export interface PickSelectProps
  extends Pick<
    SelectProps,
    | 'id'
    | 'label'
    | 'description'
    | 'placeholder'
    | 'error'
    | 'required'
    | 'withAsterisk'
    | 'disabled'
    | 'readOnly'
    | 'clearable'
    | 'autoFocus'
    | 'className'
    | 'comboboxProps'
    | 'size'
    | 'w'
    | 'onBlur'
    | 'aria-label'
    | 'aria-describedby'
    | 'aria-invalid'
  > {
  source: PickSource
  value: string | null
  /** The row as well where it is at hand, for screens that need more of it than its value. */
  onChange(value: string | null, row: unknown): void
}

/** No row has it: values are of one line. */
const HINT = '\n'

/**
 * One row of a list, found by typing a part of its name: the server searches, so that ten thousand of them are no more
 * work than ten. A value whose row is not offered stays chosen.
 */
export function PickSelect({ source, value, onChange, ...control }: PickSelectProps) {
  const t = useUiTexts()
  const [isOpen, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const chosen = usePickLabel(source, value)
  // Right after opening, the field shows the chosen one's name; that is no search.
  const term = typed === chosen ? '' : typed
  const found = usePickOptions(source, term, isOpen)
  const hint = t(source.searchBy === undefined ? 'pick.cut' : 'pick.more', { count: found.options.length })
  const options = [
    ...(value === null || term !== '' || found.rowOf(value) ? [] : [{ value, label: chosen }]),
    ...found.options,
    ...(found.hasMore ? [{ value: HINT, label: hint, disabled: true }] : []),
  ]
  return (
    <Select
      {...control}
      classNames={{ input: styles.input, dropdown: styles.dropdown, option: styles.option }}
      searchable
      allowDeselect={false}
      data={options}
      value={value}
      onChange={(next) => onChange(next, next === null ? null : (found.rowOf(next) ?? null))}
      searchValue={typed}
      onSearchChange={setTyped}
      // What the server found is not searched again by the browser, whose idea of a match may be narrower.
      {...(source.searchBy === undefined ? {} : { filter: ({ options: all }) => all })}
      onFocus={(event) => event.currentTarget.select()}
      onDropdownOpen={() => setOpen(true)}
      onDropdownClose={() => setOpen(false)}
      nothingFoundMessage={<Nothing {...found} />}
      renderOption={({ option }) => <bdi>{option.label}</bdi>}
      rightSection={isOpen && found.isLoading ? <Loader size={16} /> : undefined}
      maxDropdownHeight={280}
      dir="auto"
      aria-busy={isOpen && found.isLoading}
    />
  )
}

function Nothing({ isLoading, hasFailed, retry }: Pick<PickOptions, 'isLoading' | 'hasFailed' | 'retry'>) {
  const t = useUiTexts()
  if (isLoading) return t('pick.searching')
  if (!hasFailed) return t('pick.nothing')
  return (
    // The press must not take the focus from the field, which would close the choices.
    <UnstyledButton fz="sm" onMouseDown={(event) => event.preventDefault()} onClick={retry}>
      {t('pick.failed')}
    </UnstyledButton>
  )
}
