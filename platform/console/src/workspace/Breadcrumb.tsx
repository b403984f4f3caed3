import { Icon, type Screen, ScreenLink, useLocalText, usePageNames, useSession } from '@lumbung/ui'
import { Breadcrumbs, Group, Skeleton, Text } from '@mantine/core'
import { useRouterState } from '@tanstack/react-router'
import { useConsoleTexts } from '../texts/use-console-texts.ts'
import { type Crumb, crumbsOf, isOfOneThing } from './crumbs.ts'

/** Where the page is; on a phone only the way back, since the title stands below it. */
export function Breadcrumb({ screens }: { screens: readonly Screen[] }) {
  const t = useConsoleTexts()
  const local = useLocalText()
  const { me } = useSession()
  const path = useRouterState({ select: ({ location }) => location.pathname })
  const crumbs = crumbsOf(screens, path)
  const nameOf = usePageNames()
  const here = crumbs.at(-1)
  const above = crumbs.at(-2)
  return (
    <nav aria-label={t('shell.breadcrumb')}>
      <Breadcrumbs visibleFrom="sm" separator="›" separatorMargin={6}>
        {crumbs.slice(0, -1).map((crumb) => (
          <ScreenLink key={crumb.path} to={crumb.path} size="sm" c="dimmed">
            <CrumbName crumb={crumb} />
          </ScreenLink>
        ))}
        {here && (
          <Text size="sm" aria-current="page">
            <CrumbName crumb={here} isHere />
          </Text>
        )}
      </Breadcrumbs>
      <Group hiddenFrom="sm" gap={4} wrap="nowrap" miw={0}>
        {above && (
          <ScreenLink
            to={above.path}
            aria-label={t('shell.back_to', { title: nameOf(above.path) ?? local(above.screen.title) })}
            lh={0}
            p={10}
            ml={-10}
          >
            <Icon name="back" size={22} />
          </ScreenLink>
        )}
        <Text {...(above ? { size: 'sm', c: 'dimmed' } : { fw: 600 })} truncate dir="auto">
          {above ? (nameOf(above.path) ?? local(above.screen.title)) : (me.tenant?.name ?? 'Lumbung')}
        </Text>
      </Group>
    </nav>
  )
}

/** The page of one thing is called by the thing's name, which comes with the page. */
function CrumbName({ crumb: { screen, path }, isHere = false }: { crumb: Crumb; isHere?: boolean }) {
  const local = useLocalText()
  const nameOf = usePageNames()
  if (!isOfOneThing(screen)) return local(screen.title)
  const name = nameOf(path)
  if (name !== undefined) return <bdi>{name}</bdi>
  return isHere ? (
    <Skeleton component="span" display="inline-block" width={90} height={14} />
  ) : (
    local(screen.title)
  )
}
