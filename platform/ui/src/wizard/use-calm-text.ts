import { useEffect, useRef, useState } from 'react'

/** Often enough to know that it goes on, rarely enough to hear something else. */
const CALM_MS = 5_000

/** The text as a screen reader is told it: the newest, at most every five seconds. */
export function useCalmText(text: string): string {
  const [said, setSaid] = useState(text)
  const saidAt = useRef(0)
  useEffect(() => {
    if (text === said) return
    const say = () => {
      saidAt.current = Date.now()
      setSaid(text)
    }
    const timer = setTimeout(say, Math.max(0, saidAt.current + CALM_MS - Date.now()))
    return () => clearTimeout(timer)
  }, [text, said])
  return said
}
