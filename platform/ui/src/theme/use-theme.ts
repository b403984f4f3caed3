import { type MantineThemeOverride, mergeThemeOverrides } from '@mantine/core'
import { useMemo } from 'react'
import { useUiTexts } from '../texts/texts.ts'
import { theme } from './theme.ts'

/**
 * The theme with what screen readers need of Mantine's dialogs: a name for the cross that closes them, and a heading row
 * that is not taken for another header of the page.
 */
export function useTheme(): MantineThemeOverride {
  const t = useUiTexts()
  return useMemo(() => {
    const header = { defaultProps: { role: 'presentation' } }
    const title = { defaultProps: { fw: 600 } }
    const close = { defaultProps: { 'aria-label': t('action.close') } }
    return mergeThemeOverrides(theme, {
      components: {
        ModalHeader: header,
        DrawerHeader: header,
        ModalTitle: title,
        DrawerTitle: title,
        ModalCloseButton: close,
        DrawerCloseButton: close,
      },
    })
  }, [t])
}
