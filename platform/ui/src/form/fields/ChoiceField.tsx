import { Box, Input, MultiSelect, Select, TagsInput } from '@mantine/core'
import { useLocalText, useUiTexts } from '../../texts/texts.ts'
import { SegmentedControl } from '../segments/SegmentedControl.tsx'
import { type FieldProps, useFrame } from './control-frame.tsx'

const MOST_SEGMENTS = 3
const LONGEST_SEGMENTS = 30
const SHORT_LIST = 8

/** One of a few: side by side where they are few and short, else a list. */
export function ChoiceField(props: FieldProps) {
  const t = useUiTexts()
  const local = useLocalText()
  const frame = useFrame(props)
  const { facts, isRequired } = props.field
  const options = facts.choices.map(({ value, label }) => ({ value, label: local(label) }))
  const value = typeof props.value === 'string' && props.value !== '' ? props.value : null
  const width = options.reduce((sum, { label }) => sum + label.length, 0)
  if (isRequired && options.length <= MOST_SEGMENTS && width <= LONGEST_SEGMENTS)
    return <Segments {...props} options={options} value={value} />
  return (
    <Select
      {...frame}
      data={options}
      value={value}
      onChange={(next) => props.onChange(next ?? '')}
      placeholder={t('form.choose')}
      searchable={options.length > SHORT_LIST}
      nothingFoundMessage={t('form.no_match')}
      clearable={!isRequired}
      allowDeselect={false}
    />
  )
}

function Segments({
  options,
  value,
  ...props
}: Omit<FieldProps, 'value'> & { options: { value: string; label: string }[]; value: string | null }) {
  const { label, description, error } = useFrame({ ...props, value })
  const named = `${props.id}-label`
  return (
    <Input.Wrapper
      id={props.id}
      label={label}
      description={description}
      error={error}
      labelElement="div"
      labelProps={{ id: named }}
    >
      <Box mt={4}>
        <SegmentedControl
          id={props.id}
          fullWidth
          data={options}
          // None is chosen until the person chooses.
          value={value ?? ''}
          onChange={props.onChange}
          onBlur={props.onBlur}
          aria-labelledby={named}
          aria-invalid={error !== undefined}
          aria-describedby={error === undefined ? undefined : `${props.id}-error`}
        />
      </Box>
    </Input.Wrapper>
  )
}

/** Several of a list. */
export function ChoicesField(props: FieldProps) {
  const t = useUiTexts()
  const local = useLocalText()
  const frame = useFrame(props)
  const value = props.value as string[]
  return (
    <MultiSelect
      {...frame}
      placeholder={value.length === 0 ? t('form.choose') : ''}
      data={props.field.facts.choices.map(({ value, label }) => ({ value, label: local(label) }))}
      value={value}
      onChange={props.onChange}
      searchable={props.field.facts.choices.length > SHORT_LIST}
      nothingFoundMessage={t('form.no_match')}
      clearable
      hidePickedOptions
    />
  )
}

/** Several words that the person makes up. */
export function TagsField(props: FieldProps) {
  const t = useUiTexts()
  const frame = useFrame(props)
  const value = props.value as string[]
  return (
    <TagsInput
      {...frame}
      placeholder={value.length === 0 ? t('form.tags_hint') : ''}
      splitChars={[',', ';']}
      value={value}
      onChange={(next) => props.onChange(next.map((tag) => tag.trim()).filter((tag) => tag !== ''))}
    />
  )
}
