import { useMediaQuery } from '@mantine/hooks'

/** Where the stylesheets' `max-width: 48em` holds too. Known at the first drawing, so that nothing changes its shape. */
export function useIsPhone(): boolean {
  return useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false })
}
