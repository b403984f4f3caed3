import { readMenu } from '@lumbung/kernel/contract'
import { Page, ProblemNotice, Skeleton, Text, useRead, useSession } from '@lumbung/ui'
import { Navigate } from '@tanstack/react-router'
import { useConsoleTexts } from '../texts/use-console-texts.ts'

/** The first entry of the person's menu; to those who have none, why. */
export function Home() {
  const t = useConsoleTexts()
  const { me } = useSession()
  const menu = useRead(readMenu, {}, { remember: true, enabled: me.tenant !== null })
  const first = menu.data?.groups[0]?.items[0]
  if (first) return <Navigate to={first.path} replace />
  return (
    <Page title={t('home.title')} width="narrow">
      {menu.error && <ProblemNotice problem={menu.error} onRetry={() => void menu.refetch()} />}
      {menu.isLoading && <Skeleton height={120} />}
      {me.tenant === null && <Text>{t('home.no_tenant')}</Text>}
      {menu.data && <Text>{t('home.nothing')}</Text>}
    </Page>
  )
}
