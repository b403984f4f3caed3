import { type RefObject, useLayoutEffect, useRef } from 'react'

/** Tells how far below the beginning of the page an element stands, now and whenever what is around it changes its size. */
export function useTopInPage(element: RefObject<HTMLElement | null>, onTop: (top: number) => void): void {
  const told = useRef(onTop)
  told.current = onTop
  useLayoutEffect(() => {
    const around = element.current?.closest('main') ?? document.body
    const tell = () => {
      if (element.current) told.current(Math.round(element.current.getBoundingClientRect().top + scrollY))
    }
    tell()
    const observer = new ResizeObserver(tell)
    // What stands above is between here and the page; each of them may grow.
    for (let one = element.current?.parentElement; one && one !== around; one = one.parentElement) {
      observer.observe(one)
    }
    addEventListener('resize', tell)
    return () => {
      observer.disconnect()
      removeEventListener('resize', tell)
    }
  }, [element])
}
