import { type RefObject, useEffect, useRef, useState } from 'react'

/** Begins a little before it can be seen, so that who scrolls slowly never sees the outline. */
const AHEAD = '200px'

/** Whether the element has come into view; once seen, always seen. */
export function useHasBeenSeen<T extends Element>(): [RefObject<T | null>, boolean] {
  const element = useRef<T>(null)
  const [hasBeenSeen, setSeen] = useState(false)
  useEffect(() => {
    if (hasBeenSeen || !element.current) return
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) setSeen(true)
      },
      { rootMargin: AHEAD },
    )
    observer.observe(element.current)
    return () => observer.disconnect()
  }, [hasBeenSeen])
  return [element, hasBeenSeen]
}
