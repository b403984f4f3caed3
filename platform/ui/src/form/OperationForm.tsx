import type { CommandOperation } from '@lumbung/contract'
import { Button, Group, Stack, UnstyledButton } from '@mantine/core'
import { type KeyboardEvent, useDeferredValue, useId, useState, useSyncExternalStore } from 'react'
import { Icon } from '../icons.tsx'
import { ProblemNotice } from '../problem/ProblemNotice.tsx'
import { useWait } from '../problem/use-wait.ts'
import { useUiTexts } from '../texts/texts.ts'
import { DraftNote } from './draft/DraftNote.tsx'
import { Field } from './fields/Field.tsx'
import { fieldId } from './fields/form-field.ts'
import styles from './form.module.css'
import type { OperationFormProps } from './form-types.ts'
import { InSight } from './InSight.tsx'
import { StaleVersionDialog } from './stale/StaleVersionDialog.tsx'
import { AskDialog } from './submit/AskDialog.tsx'
import { ErrorSummary } from './submit/ErrorSummary.tsx'
import { hasKeyboard } from './submit/focus-field.ts'
import { LeaveGuard } from './submit/LeaveGuard.tsx'
import { RefusalArea } from './submit/RefusalArea.tsx'
import { summaryEntries } from './submit/summary-entries.ts'
import { useSubmission } from './submit/use-submission.ts'
import { type OpenForm, useFormState } from './use-form-state.ts'
import { inputOf, isEmpty } from './values/typed-values.ts'
import { isUnreadable } from './values/unreadable.ts'

/**
 * A form for a command, made from its contract: the fields' labels, controls and bounds come from it, and it checks what
 * is typed before it is sent. What the server refuses is told at its field; what is typed is not lost.
 */
export function OperationForm<Op extends CommandOperation>(props: OperationFormProps<Op>) {
  const t = useUiTexts()
  const formId = useId()
  const open = useFormState(props)
  const sending = useSubmission(props, open)
  const seconds = useWait(sending.problem)
  const { form, fields } = open
  const rare = fields.filter(({ spec }) => spec.rare)
  // What a draft or the screen has put there is sent too, so it is seen.
  const [isMoreOpen, setMoreOpen] = useState(() =>
    rare.some(({ facts }) => !isEmpty(form.getValues()[facts.name])),
  )
  const common = fields.filter(({ spec }) => !spec.rare)
  // While a form is being filled in, each field tells its own.
  const wrong = sending.refusals === 0 ? [] : summaryEntries(form.errors, sending.strays, fields)
  const isMoreShown = isMoreOpen || rare.some(({ facts }) => isWrong(form.errors, facts.name))
  const [takesFocus] = useState(() => props.isMain === true && hasKeyboard())
  const first = fields.find(({ spec }) => spec.autoFocus) ?? common[0]
  const drawn = (shown: typeof fields) =>
    shown.map((field) => (
      <Field
        key={field.facts.name}
        form={form}
        formId={formId}
        path={field.facts.name}
        field={field}
        autoFocus={takesFocus && field === first}
      />
    ))
  return (
    <>
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void sending.submit()
        }}
        onKeyDown={(event) => {
          if (isSubmitKey(event)) void sending.submit()
        }}
      >
        <Stack gap="md">
          {open.restoredAt !== null && sending.refusals === 0 && (
            <DraftNote at={open.restoredAt} onDiscard={open.discardDraft} />
          )}
          <RefusalArea refusals={sending.refusals}>
            <ErrorSummary entries={wrong} idOf={(path) => fieldId(formId, path)} />
            {sending.problem && wrong.length === 0 && !sending.isStale && (
              <ProblemNotice
                problem={sending.problem}
                isTyped
                onRetry={mayHelp(sending.problem.status) ? () => void sending.submit() : undefined}
              />
            )}
          </RefusalArea>
          {drawn(common)}
          {rare.length > 0 && (
            <UnstyledButton
              className={styles.more}
              aria-expanded={isMoreShown}
              onClick={() => setMoreOpen(!isMoreOpen)}
            >
              <Icon name={isMoreShown ? 'chevron-up' : 'chevron-down'} size={18} />
              {props.moreLabel ?? t('form.more')}
            </UnstyledButton>
          )}
          {isMoreShown && (
            <Stack gap="md" className={styles.rare} ref={intoSight}>
              {drawn(rare)}
            </Stack>
          )}
          {props.below && (
            <InSight>
              <Below open={open} below={props.below as never} />
            </InSight>
          )}
          <Group className={styles.actions} gap="sm">
            {props.onCancel && (
              <Button variant="default" size="md" className={styles.cancel} onClick={props.onCancel}>
                {t('action.close')}
              </Button>
            )}
            <Button
              type="submit"
              size="md"
              className={styles.submit}
              {...(props.tone === 'danger' ? { color: 'red' } : {})}
              loading={sending.isBusy}
              disabled={seconds > 0}
            >
              {seconds > 0 ? t('form.wait', { seconds }) : (props.submitLabel ?? t('action.save'))}
            </Button>
          </Group>
        </Stack>
      </form>
      <AskDialog
        isOpen={sending.question !== null}
        title={t('form.confirm_title')}
        yes={props.submitLabel ?? t('action.save')}
        no={t('form.confirm_back')}
        onYes={() => void sending.confirm()}
        onNo={sending.takeBack}
      >
        {sending.question}
      </AskDialog>
      {sending.isStale && props.readCurrent && (
        <StaleVersionDialog
          fields={fields}
          start={open.base.start}
          mine={form.getValues()}
          readCurrent={props.readCurrent}
          onChosen={(...chosen) => void sending.resend(...chosen)}
          onClose={sending.leaveStale}
        />
      )}
      <LeaveGuard wouldLose={() => open.isDirty() && !open.draft.isKept()} />
    </>
  )
}

/** What is opened on a phone would else stay behind the buttons at its bottom. */
function intoSight(place: HTMLElement | null): void {
  place?.scrollIntoView({ block: 'nearest' })
}

/** Trying again can help where nobody answered or somebody was busy; a refusal stays one. */
function mayHelp(status: number): boolean {
  return status === 0 || status === 429 || status >= 500
}

/** In a text of several lines, Enter begins a new one. */
function isSubmitKey({ key, ctrlKey, metaKey, target }: KeyboardEvent): boolean {
  return key === 'Enter' && (ctrlKey || metaKey) && target instanceof HTMLTextAreaElement
}

function isWrong(errors: Readonly<Record<string, unknown>>, name: string): boolean {
  return Object.keys(errors).some((path) => path === name || path.startsWith(`${name}.`))
}

/** What a screen shows of what is typed so far; what cannot be read yet is left out, and typing does not wait for it. */
function Below({
  open,
  below,
}: {
  open: OpenForm
  below: NonNullable<OperationFormProps<CommandOperation>['below']>
}) {
  const { form, fields, base } = open
  const typed = useDeferredValue(useSyncExternalStore(open.subscribe, form.getValues))
  const input = inputOf(
    fields.map(({ facts }) => facts),
    typed,
    base.start,
  )
  return below(Object.fromEntries(Object.entries(input).filter(([, value]) => !isUnreadable(value))) as never)
}
