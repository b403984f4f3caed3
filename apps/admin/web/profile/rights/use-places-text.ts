import type { Scope } from '../../../contract/index.ts'
import { useScopeText } from '../../places/use-scope-text.ts'
import { useAdminTexts } from '../../texts/use-admin-texts.ts'

/** So many are named; who has fifty sites knows them. */
const MOST_NAMED = 3

/** Places by their names, the later ones only counted. */
export function usePlacesText(): (places: readonly Scope[]) => string {
  const t = useAdminTexts()
  const scopeText = useScopeText()
  return (places) => {
    const named = places.slice(0, MOST_NAMED).map(scopeText).join(', ')
    const count = places.length - MOST_NAMED
    return count > 0 ? t('rights.places_more', { places: named, count }) : named
  }
}
