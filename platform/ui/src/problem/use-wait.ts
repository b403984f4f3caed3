import type { ApiProblem } from '@lumbung/client'
import { useEffect, useState } from 'react'

/** Seconds until another try is welcome, counted down; 0 where nobody asked to wait, or when it is over. */
export function useWait(problem: ApiProblem | null): number {
  const asked = problem?.status === 429 ? (problem.retryAfterSeconds ?? 0) : 0
  const [until, setUntil] = useState({ problem, at: Date.now() + asked * 1_000 })
  const [now, setNow] = useState(Date.now)
  if (until.problem !== problem) {
    setUntil({ problem, at: Date.now() + asked * 1_000 })
    setNow(Date.now())
  }
  const left = Math.max(0, Math.ceil((until.at - now) / 1_000))
  useEffect(() => {
    if (left === 0) return
    const timer = setTimeout(() => setNow(Date.now()), 1_000)
    return () => clearTimeout(timer)
  }, [left])
  return asked === 0 ? 0 : Math.min(left, asked)
}
