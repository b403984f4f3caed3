import { MantineProvider } from '@mantine/core'
import type { ReactNode } from 'react'
import './door.css'
import './theme.css'
import { useTheme } from './use-theme.ts'

// What locks the page's scrolling behind a dialog adds a style element of its own, and looks for the nonce here.
Object.assign(globalThis, { __webpack_nonce__: styleNonce() })

/** Theme, fonts and the nonce that the page's content policy asks of style elements. */
export function UiProvider({ children }: { children: ReactNode }) {
  const theme = useTheme()
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={styleNonce}>
      {children}
    </MantineProvider>
  )
}

/** The server gives every page a fresh one; browsers hide it from `getAttribute`. */
export function styleNonce(): string {
  return document.querySelector<HTMLElement>('[nonce]')?.nonce ?? ''
}
