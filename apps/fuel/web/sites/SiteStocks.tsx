import { DocumentSection, ProblemNotice, ScreenButton, Text, useRead, useSession } from '@lumbung/ui'
import { readStockSummary, type Site } from '../../contract/index.ts'
import { dashboardPath, historyPath } from '../dashboard/paths.ts'
import { StockCards } from '../dashboard/StockCards.tsx'
import { useFuelTexts } from '../texts/use-fuel-texts.ts'

/** What a site holds, and the ways to its book. Nothing for who may see sites but no stock. */
export function SiteStocks({ site }: { site: Site }) {
  const t = useFuelTexts()
  const { can } = useSession()
  const isActive = site.status === 'active'
  const mayRead = can(readStockSummary.permission)
  const place = { location: site.code }
  const summary = useRead(readStockSummary, place, { enabled: mayRead && isActive, everySeconds: 60 })
  if (!mayRead) return null
  return (
    <DocumentSection
      title={t('site.stock')}
      actions={
        <>
          <ScreenButton to={historyPath(place)} variant="default" size="sm">
            {t('site.open_history')}
          </ScreenButton>
          {isActive && (
            <ScreenButton to={dashboardPath(place)} variant="default" size="sm">
              {t('site.open_dashboard')}
            </ScreenButton>
          )}
        </>
      }
    >
      {summary.error && <ProblemNotice problem={summary.error} onRetry={() => void summary.refetch()} />}
      {isActive ? (
        <StockCards rows={summary.data?.data ?? []} isPending={summary.isPending} isAtSite />
      ) : (
        <Text size="sm" c="dimmed">
          {t('site.stock_inactive')}
        </Text>
      )}
    </DocumentSection>
  )
}
