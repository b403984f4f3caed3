import type { Locale } from '@lumbung/contract'
import { Button, Group, Stack } from '@mantine/core'
import { type ThemeProps, withTheme } from '@rjsf/core'
import { Theme } from '@rjsf/mantine'
import {
  type FieldProps,
  type RJSFSchema,
  type RJSFValidationError,
  toErrorSchema,
  type WidgetProps,
} from '@rjsf/utils'
import { useMemo, useState } from 'react'
import { useFormat } from '../../format/use-format.ts'
import { useLocale, useUiTexts } from '../../texts/texts.ts'
import { factsAt } from '../check/check-input.ts'
import { faultOfIssue } from '../check/fault-of-issue.ts'
import { sayFault } from '../check/say-fault.ts'
import { type FieldFacts, factsOfSchema } from '../facts/field-facts.ts'
import type { FieldSchema } from '../facts/field-schema.ts'
import styles from '../form.module.css'
import { ErrorSummary } from '../submit/ErrorSummary.tsx'
import { type Labelled, labelAt } from '../submit/place-errors.ts'
import { RefusalArea } from '../submit/RefusalArea.tsx'
import type { SummaryEntry } from '../submit/summary-entries.ts'
import { SchemaArrayItemTemplate, SchemaArrayTemplate } from './array-templates.tsx'
import { ContractWidget } from './ContractWidget.tsx'
import { readableSchema } from './readable-schema.ts'
import type { SchemaFormProps } from './schema-form-types.ts'
import { createSchemaValidator } from './schema-validator.ts'
import { schemaWords } from './schema-words.ts'
import { startOfSchema } from './start-of-schema.ts'
import { SchemaEntryTemplate, SchemaFieldTemplate, SchemaObjectTemplate } from './templates.tsx'
import { uiSchemaOf } from './ui-schema.ts'

const { SelectWidget } = Theme.widgets ?? {}

/** Our controls wherever a value is typed; which of several forms a value has is still asked by the theme's own. */
function ChoiceWidget(props: WidgetProps) {
  const isOfWords = props.schema.enum?.every((value) => typeof value === 'string' || value === null)
  if (isOfWords || !SelectWidget) return <ContractWidget {...props} />
  return <SelectWidget {...props} />
}

/** Our number field speaks in numbers; the library's own would put them into words of another locale on the way. */
function PlainNumberField(props: FieldProps) {
  const { StringField } = props.registry.fields
  return StringField ? <StringField {...props} /> : null
}

const theme: ThemeProps = {
  ...Theme,
  fields: { ...Theme.fields, NumberField: PlainNumberField },
  widgets: {
    ...Theme.widgets,
    contract: ContractWidget,
    TextWidget: ContractWidget,
    TextareaWidget: ContractWidget,
    EmailWidget: ContractWidget,
    UpDownWidget: ContractWidget,
    CheckboxWidget: ContractWidget,
    DateWidget: ContractWidget,
    DateTimeWidget: ContractWidget,
    SelectWidget: ChoiceWidget,
  },
  templates: {
    ...Theme.templates,
    FieldTemplate: SchemaFieldTemplate,
    ObjectFieldTemplate: SchemaObjectTemplate,
    ArrayFieldTemplate: SchemaArrayTemplate,
    ArrayFieldItemTemplate: SchemaArrayItemTemplate,
    WrapIfAdditionalTemplate: SchemaEntryTemplate,
  },
}
const Form = withTheme(theme)
const ID_PREFIX = 'schema'

/** A form for what only a JSON Schema describes; it looks, checks and speaks like one that is made from a contract. */
export function SchemaForm({
  schema,
  initial,
  submitLabel,
  isBusy = false,
  errors,
  onSubmit,
}: SchemaFormProps) {
  const t = useUiTexts()
  const locale = useLocale()
  const format = useFormat()
  const readable = useMemo(() => readableSchema(schema as FieldSchema, locale), [schema, locale])
  const facts = useMemo(() => factsOfSchema(readable), [readable])
  const validator = useMemo(
    () =>
      createSchemaValidator((issue) =>
        sayFault(faultOfIssue(issue, factsAt(facts, issue.path)), t, format, locale),
      ),
    [facts, t, format, locale],
  )
  const [data, setData] = useState<unknown>(() => ({ ...startOfSchema(readable), ...initial }))
  const [refused, setRefused] = useState<{ times: number; errors: RJSFValidationError[] }>({
    times: 0,
    errors: [],
  })
  const ofServer = useMemo(() => toErrorSchema(serverErrors(errors)), [errors])
  const entries = [...refused.errors, ...serverErrors(errors)].map(
    ({ property = '', message = '' }): SummaryEntry => {
      const path = property.slice(1)
      const isShown = facts.some(({ name }) => name === path.split('.', 1)[0])
      if (!isShown) return { path: null, name: path || null, sentence: message }
      return { path, name: labelAt(path, labelled(facts, locale)), sentence: message }
    },
  )
  return (
    <Stack gap="md">
      <RefusalArea refusals={refused.times + (errors === undefined ? 0 : 1)}>
        <ErrorSummary entries={entries} idOf={(path) => `${ID_PREFIX}_${path.replaceAll('.', '_')}`} />
      </RefusalArea>
      <Form
        {...(styles.form ? { className: styles.form } : {})}
        schema={readable as RJSFSchema}
        uiSchema={uiSchemaOf(readable)}
        validator={validator}
        formData={data}
        onChange={(event) => setData(event.formData)}
        onSubmit={(event) => {
          setRefused({ times: refused.times, errors: [] })
          onSubmit(event.formData as Record<string, unknown>)
        }}
        onError={(found) => setRefused({ times: refused.times + 1, errors: found })}
        extraErrors={ofServer}
        showErrorList={false}
        noHtml5Validate
        idPrefix={ID_PREFIX}
        translateString={schemaWords(t)}
        experimental_defaultFormStateBehavior={{
          arrayMinItems: { populate: 'never' },
          emptyObjectFields: 'skipEmptyDefaults',
        }}
      >
        <Group className={styles.actions} mt="md">
          <Button type="submit" size="md" className={styles.submit} loading={isBusy}>
            {submitLabel ?? t('action.save')}
          </Button>
        </Group>
      </Form>
    </Stack>
  )
}

function labelled(facts: readonly FieldFacts[], locale: Locale): Labelled[] {
  return facts.map((field) => ({
    facts: field,
    label: field.label[locale],
    entry: labelled(field.entry, locale),
  }))
}

function serverErrors(errors: SchemaFormProps['errors'] = {}): RJSFValidationError[] {
  return Object.entries(errors).map(([path, sentences]) => {
    const message = sentences.join(' ')
    return { property: path === '_' ? '' : `.${path}`, message, stack: message }
  })
}
