import { type ComponentProps, lazy, Suspense } from 'react'
import type { RefusedPage } from './RefusedPage.tsx'

/** Its code is much, and most screens are open to those who come to them. */
const Explained = lazy(async () => ({ default: (await import('./RefusedPage.tsx')).RefusedPage }))

/** In the place of a screen that the person may not open: why, and how to be let in. */
export function Refused(props: ComponentProps<typeof RefusedPage>) {
  return (
    <Suspense>
      <Explained {...props} />
    </Suspense>
  )
}
