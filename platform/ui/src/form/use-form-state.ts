import type { CommandOperation } from '@lumbung/contract'
import { useForm } from '@mantine/form'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useFormat } from '../format/use-format.ts'
import { useLocale, useLocalText, useUiTexts } from '../texts/texts.ts'
import { checkInput } from './check/check-input.ts'
import type { Faults } from './check/fault.ts'
import { sayFault } from './check/say-fault.ts'
import { restoredValues, withoutSecrets } from './draft/restore-draft.ts'
import { useDraft } from './draft/use-draft.ts'
import { factsOf } from './facts/field-facts.ts'
import { type FormField, type FormState, formFields } from './fields/form-field.ts'
import type { OperationFormProps } from './form-types.ts'
import { type PlacedErrors, placeErrors } from './submit/place-errors.ts'
import { isSame, startValues, type TypedValues } from './values/typed-values.ts'

/** What what is typed is based on: what stood in the fields, of which version of the document. */
export interface Base {
  start: TypedValues
  version: number | undefined
}

export interface OpenForm {
  form: FormState
  fields: readonly FormField[]
  base: Base
  rebase(base: Base, typed?: TypedValues): void
  isDirty(): boolean
  /** When what was restored was typed; null where nothing was, or it was discarded. */
  restoredAt: string | null
  discardDraft(): void
  draft: ReturnType<typeof useDraft>
  check(): ReturnType<typeof checkInput>
  place(errors: Readonly<Record<string, readonly string[]>>): PlacedErrors
  say(faults: Faults): Record<string, string[]>
  /** Told at every change. */
  subscribe(listener: () => void): () => void
}

/** The fields of a command with what is typed into them: begun from what is given, or from a draft of before. */
export function useFormState<Op extends CommandOperation>(props: OperationFormProps<Op>): OpenForm {
  const t = useUiTexts()
  const local = useLocalText()
  const locale = useLocale()
  const format = useFormat()
  const { operation, fixed } = props
  const names = props.fields.map((field) => (typeof field === 'string' ? field : field.name)).join()
  const required = props.fields
    .flatMap((field) => (typeof field !== 'string' && field.isRequired ? [field.name] : []))
    .join()
  const facts = useMemo(() => shownFacts(operation, names, required), [operation, names, required])
  const draft = useDraft(props.draft)
  const fresh = (): Base => ({ start: startValues(facts, props.initial), version: props.version })

  const [opening] = useState(() => {
    const base = fresh()
    if (!draft.found) return { base, typed: base.start }
    const { start, typed } = restoredValues(facts, draft.found, base.start)
    // Typed over another version of the document: the server must be told which, and then both are shown.
    return { base: { start, version: draft.found.version ?? base.version }, typed }
  })
  const [base, setBase] = useState(opening.base)
  const [restoredAt, setRestoredAt] = useState(draft.found?.at ?? null)
  const current = useRef(base)
  const listeners = useRef(new Set<() => void>())

  const fields = useMemo(
    () => formFields(facts, props.fields, base.start, local),
    [facts, props.fields, base.start, local],
  )
  const check = () =>
    checkInput(
      operation.input,
      facts,
      form.getValues(),
      current.current.start,
      fixed as Record<string, unknown>,
    )
  const say = (faults: Faults) =>
    Object.fromEntries(
      Object.entries(faults).map(([path, fault]) => [path, [sayFault(fault, t, format, locale)]]),
    )
  const nameOf = (path: string) => {
    const field = factsOf(operation.input).find(({ name }) => name === path.split('.', 1)[0])
    return field ? local(field.label) : null
  }
  const place: OpenForm['place'] = (errors) => placeErrors(errors, fields, nameOf)
  const isDirty = () => !isSame(form.getValues(), current.current.start)

  const form = useForm<TypedValues>({
    mode: 'uncontrolled',
    initialValues: opening.typed,
    cascadeUpdates: true,
    validate: () => place(say(check().faults)).placed,
    onValuesChange: () => {
      for (const listener of listeners.current) listener()
      props.onDirty?.(isDirty())
      if (isDirty()) {
        const { start, version = null } = current.current
        draft.keep({
          version,
          start: withoutSecrets(facts, start),
          typed: withoutSecrets(facts, form.getValues()),
        })
      } else draft.drop()
    },
  }) as unknown as FormState

  const rebase: OpenForm['rebase'] = (next, typed) => {
    current.current = next
    setBase(next)
    if (typed) form.setValues(typed)
    props.onDirty?.(isDirty())
  }
  const discardDraft = () => {
    const next = fresh()
    draft.drop()
    setRestoredAt(null)
    form.clearErrors()
    rebase(next, next.start)
  }

  // Somebody else's change arrived before anything was typed: the form begins anew with it.
  const { version } = props
  useEffect(() => {
    if (version === undefined || version === current.current.version || isDirty()) return
    const next = fresh()
    rebase(next, next.start)
  })

  const subscribe = useCallback((listener: () => void) => {
    listeners.current.add(listener)
    return () => void listeners.current.delete(listener)
  }, [])
  return {
    form,
    fields,
    base,
    rebase,
    isDirty,
    restoredAt,
    discardDraft,
    draft,
    check,
    place,
    say,
    subscribe,
  }
}

function shownFacts(operation: CommandOperation, names: string, required: string) {
  const facts = factsOf(operation.input)
  const mustBeHere = required.split(',')
  return names.split(',').flatMap((name) => {
    const field = facts.find((one) => one.name === name)
    return field ? { ...field, isRequired: field.isRequired || mustBeHere.includes(name) } : []
  })
}
