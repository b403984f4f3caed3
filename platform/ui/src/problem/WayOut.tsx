import { Text } from '@mantine/core'
import { useSessionIfAny } from '../session/session.tsx'
import { type Translate, useUiTexts } from '../texts/texts.ts'
import { AskAccess } from './AskAccess.tsx'
import type { ProblemText } from './problem-texts.ts'
import type { Refusal } from './refusal.ts'

/** What to do about a refusal: ask for the grant, or whom to talk to. */
export function WayOut({ refusal }: { refusal: Refusal }) {
  const t = useUiTexts()
  const session = useSessionIfAny()
  if (refusal.mayRequest && session) return <AskAccess refusal={refusal} />
  return <Text size="sm">{whomToAsk(refusal.rule, t)}</Text>
}

function whomToAsk(rule: Refusal['rule'], t: Translate<ProblemText>): string {
  switch (rule) {
    case 'origin':
    case 'tenant_suspended':
    case 'member_disabled':
      return t(`why.whom.${rule}`)
    default:
      return t('why.whom.other')
  }
}
