import { useEffect, useMemo, useRef, useState } from 'react'
import { useSession } from '../../session/session.tsx'
import { type Draft, draftKey, readDraft, writeDraft } from './draft-store.ts'

const SETTLE_MS = 400

export interface DraftKeeper {
  /** What was kept when the form was opened. */
  found: Draft | null
  /** Kept a moment after the last keystroke, and in any case before the page goes away. */
  keep(draft: Omit<Draft, 'at'>): void
  drop(): void
  /** False where leaving would lose what is typed: the form keeps no draft, or the device did not take it. */
  isKept(): boolean
}

/** Keeps what is typed into a form on this device, under the form's name, for this person in this organisation. */
export function useDraft(name: string | undefined): DraftKeeper {
  const { me } = useSession()
  const owner = { userId: me.user.id, tenantId: me.tenant?.id ?? null }
  const key = name === undefined ? null : draftKey(owner, name)
  const [found] = useState(() => (key === null ? null : readDraft(localStorage, key, new Date())))
  const waiting = useRef<{ draft: Omit<Draft, 'at'>; timer: ReturnType<typeof setTimeout> } | null>(null)
  const taken = useRef(key !== null)
  const keeper = useMemo(() => {
    const write = () => {
      if (key === null || waiting.current === null) return
      const { draft, timer } = waiting.current
      clearTimeout(timer)
      waiting.current = null
      taken.current = writeDraft(localStorage, key, { at: new Date().toISOString(), ...draft })
    }
    return {
      write,
      keep: (draft: Omit<Draft, 'at'>) => {
        if (key === null) return
        clearTimeout(waiting.current?.timer)
        waiting.current = { draft, timer: setTimeout(write, SETTLE_MS) }
      },
      drop: () => {
        clearTimeout(waiting.current?.timer)
        waiting.current = null
        if (key !== null) localStorage.removeItem(key)
      },
      isKept: () => {
        write()
        return key !== null && taken.current
      },
    }
  }, [key])
  useEffect(() => {
    window.addEventListener('pagehide', keeper.write)
    return () => {
      window.removeEventListener('pagehide', keeper.write)
      keeper.write()
    }
  }, [keeper])
  return { found, ...keeper }
}
