import { useEffect } from 'react'

/** Paper is white: while the page is printed, it wears the light colours. */
export function usePrintsLight(): void {
  useEffect(() => {
    const page = document.documentElement
    let before: string | undefined
    const lighten = () => {
      before = page.dataset.mantineColorScheme
      page.dataset.mantineColorScheme = 'light'
    }
    const restore = () => {
      if (before !== undefined) page.dataset.mantineColorScheme = before
    }
    window.addEventListener('beforeprint', lighten)
    window.addEventListener('afterprint', restore)
    return () => {
      window.removeEventListener('beforeprint', lighten)
      window.removeEventListener('afterprint', restore)
    }
  }, [])
}
