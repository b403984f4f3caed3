import type { ImportState } from '@lumbung/kernel/contract'
import { StateBadge, type StateLook } from '../StateBadge.tsx'
import { usePlatformTexts } from '../texts/use-platform-texts.ts'

const LOOKS: Record<ImportState, StateLook> = {
  uploaded: { tone: 'quiet', icon: 'upload' },
  validating: { tone: 'busy', icon: 'polling' },
  ready: { tone: 'busy', icon: 'check' },
  needs_mending: { tone: 'odd', icon: 'x' },
  refused: { tone: 'bad', icon: 'x' },
  applying: { tone: 'busy', icon: 'polling' },
  paused: { tone: 'odd', icon: 'hand-stop' },
  applied: { tone: 'good', icon: 'check' },
  undoing: { tone: 'busy', icon: 'back' },
  undone: { tone: 'quiet', icon: 'back' },
  cancelled: { tone: 'quiet', icon: 'x' },
}

export function ImportStateBadge({ state }: { state: ImportState }) {
  const t = usePlatformTexts()
  return <StateBadge look={LOOKS[state]} word={t(`imports.state.${state}`)} />
}
