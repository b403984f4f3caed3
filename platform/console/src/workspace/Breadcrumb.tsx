import { Icon, type Screen, ScreenLink, useLocalText, useSession } from '@lumbung/ui'
import { Breadcrumbs, Group, Text } from '@mantine/core'
import { useRouterState } from '@tanstack/react-router'
import { useConsoleTexts } from '../texts/use-console-texts.ts'
import { crumbsOf } from './crumbs.ts'

/** Where the page is; on a phone only the way back, since the title stands below it. */
export function Breadcrumb({ screens }: { screens: readonly Screen[] }) {
  const t = useConsoleTexts()
  const local = useLocalText()
  const { me } = useSession()
  const path = useRouterState({ select: ({ location }) => location.pathname })
  const crumbs = crumbsOf(screens, path)
  const here = crumbs.at(-1)
  const above = crumbs.at(-2)
  return (
    <nav aria-label={t('shell.breadcrumb')}>
      <Breadcrumbs visibleFrom="sm" separator="›" separatorMargin={6}>
        {crumbs.slice(0, -1).map((crumb) => (
          <ScreenLink key={crumb.path} to={crumb.path} size="sm" c="dimmed">
            {local(crumb.screen.title)}
          </ScreenLink>
        ))}
        {here && (
          <Text size="sm" aria-current="page">
            {local(here.screen.title)}
          </Text>
        )}
      </Breadcrumbs>
      <Group hiddenFrom="sm" gap={4} wrap="nowrap" miw={0}>
        {above && (
          <ScreenLink
            to={above.path}
            aria-label={t('shell.back_to', { title: local(above.screen.title) })}
            lh={0}
            p={10}
            ml={-10}
          >
            <Icon name="back" size={22} />
          </ScreenLink>
        )}
        <Text {...(above ? { size: 'sm', c: 'dimmed' } : { fw: 600 })} truncate dir="auto">
          {above ? local(above.screen.title) : (me.tenant?.name ?? 'Lumbung')}
        </Text>
      </Group>
    </nav>
  )
}
