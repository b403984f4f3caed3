import { ApiProblem } from '@lumbung/client'
import type { CallerInputOf, CommandOperation } from '@lumbung/contract'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useCarryOut } from '../../data/use-command.ts'
import type { OperationFormProps } from '../form-types.ts'
import type { OpenForm } from '../use-form-state.ts'
import { isSame, type TypedValues } from '../values/typed-values.ts'
import type { PlacedErrors } from './place-errors.ts'

export interface Submission {
  submit(): Promise<void>
  isBusy: boolean
  problem: ApiProblem | null
  /** Messages that stand at no field. */
  strays: PlacedErrors['strays']
  /** Grows with each refusal, which is when the summary takes the focus. */
  refusals: number
  /** What is asked before it is sent. */
  question: ReactNode | null
  confirm(): Promise<void>
  takeBack(): void
  /** The document is no longer the one that the person looked at. */
  isStale: boolean
  leaveStale(): void
  resend(typed: TypedValues, theirs: TypedValues, version: number): Promise<void>
}

/** Checks, asks, sends, and says what came of it; never twice at a time. */
export function useSubmission<Op extends CommandOperation>(
  props: OperationFormProps<Op>,
  open: OpenForm,
): Submission {
  const carryOut = useCarryOut()
  const [phase, setPhase] = useState<'idle' | 'working'>('idle')
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const [asked, setAsked] = useState<{ question: ReactNode; input: CallerInputOf<Op> } | null>(null)
  const [isStale, setStale] = useState(false)
  const [strays, setStrays] = useState<PlacedErrors['strays']>([])
  const [refusals, setRefusals] = useState(0)
  // State is a render behind a second press of the button.
  const isLocked = useRef(false)
  const { form } = open

  const alone = async (work: () => Promise<void>) => {
    if (isLocked.current) return
    isLocked.current = true
    setPhase('working')
    setProblem(null)
    try {
      await work()
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error
      setProblem(error)
      if (error.status === 412 && props.readCurrent) setStale(true)
      else refuse(error.errors)
    } finally {
      isLocked.current = false
      setPhase('idle')
    }
  }

  // What was refused is no longer what stands in the form once the person mends it.
  const { subscribe } = open
  useEffect(() => {
    if (strays.length === 0 && (problem === null || !canBeMended(problem))) return
    const refused = { ...form.getValues() }
    const about = problem === null ? [] : namesIn(problem, refused)
    return subscribe(() => {
      const now = form.getValues()
      const isMended =
        about.length === 0 ? !isSame(now, refused) : about.some((name) => !isSame(now[name], refused[name]))
      if (!isMended) return
      setProblem(null)
      setStrays([])
    })
  }, [problem, strays, form, subscribe])

  const refuse = (errors: Readonly<Record<string, readonly string[]>>) => {
    const found = open.place(errors)
    form.setErrors(found.placed)
    setStrays(found.strays)
    setRefusals((count) => count + 1)
  }

  const checked = (): CallerInputOf<Op> | null => {
    setStrays([])
    const result = open.check()
    if (result.isRight) {
      form.clearErrors()
      return result.input as CallerInputOf<Op>
    }
    refuse(open.say(result.faults))
    return null
  }

  const send = async (input: CallerInputOf<Op>, version = open.base.version) => {
    const sent = form.getValues()
    const output = await carryOut(props.operation, input, version === undefined ? {} : { ifMatch: version })
    open.draft.drop()
    open.rebase({ start: sent, version: versionOf(output) })
    props.onDone(output, input)
  }

  const ask = async (input: CallerInputOf<Op>) => {
    const question = await props.confirm?.(input)
    if (question === null || question === undefined) await send(input)
    else setAsked({ question, input })
  }

  return {
    submit: () =>
      alone(async () => {
        const input = checked()
        if (input !== null) await ask(input)
      }),
    isBusy: phase === 'working',
    problem,
    strays,
    refusals,
    question: asked?.question ?? null,
    confirm: () =>
      alone(async () => {
        setAsked(null)
        if (asked) await send(asked.input)
      }),
    takeBack: () => setAsked(null),
    isStale,
    leaveStale: () => setStale(false),
    resend: (typed, theirs, version) =>
      alone(async () => {
        setStale(false)
        open.rebase({ start: theirs, version }, typed)
        const input = checked()
        if (input !== null) await send(input, version)
      }),
  }
}

/** True of what the input was refused for; a right, the network and a busy server are not mended by typing. */
function canBeMended({ status }: ApiProblem): boolean {
  return status === 400 || status === 404 || status === 409 || status === 422
}

/** The fields that the contract's params of a problem name; none where it may be about any of them. */
function namesIn({ params }: ApiProblem, typed: TypedValues): string[] {
  return Object.keys(params).filter((name) => name in typed)
}

function versionOf(output: unknown): number | undefined {
  const version = (output as { version?: unknown } | null)?.version
  return typeof version === 'number' ? version : undefined
}
