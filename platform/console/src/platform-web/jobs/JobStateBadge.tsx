import type { JobState } from '@lumbung/kernel/contract'
import type { z } from 'zod'
import { StateBadge, type StateLook } from '../StateBadge.tsx'
import { usePlatformTexts } from '../texts/use-platform-texts.ts'

type State = z.infer<typeof JobState>

const LOOKS: Record<State, StateLook> = {
  created: { tone: 'quiet', icon: 'dots' },
  retry: { tone: 'odd', icon: 'history' },
  active: { tone: 'busy', icon: 'polling' },
  completed: { tone: 'good', icon: 'check' },
  cancelled: { tone: 'quiet', icon: 'x' },
  failed: { tone: 'bad', icon: 'alert' },
}

export function JobStateBadge({ state }: { state: State }) {
  const t = usePlatformTexts()
  return <StateBadge look={LOOKS[state]} word={t(`jobs.state.${state}`)} />
}
