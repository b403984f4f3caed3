import { listJobs, readMenu } from '@lumbung/kernel/contract'
import { Badge, Card, Group, Progress, Skeleton, Stack, Text, Title } from '@mantine/core'
import { useRouterState } from '@tanstack/react-router'
import { type ReactNode, useId } from 'react'
import { useRead } from '../data/use-read.ts'
import { useFormat } from '../format/use-format.ts'
import { Icon, type IconName } from '../icons.tsx'
import { useLiveOrEvery } from '../live/use-live-or-every.ts'
import { ScreenLink } from '../page/navigation.tsx'
import { useSession } from '../session/session.tsx'
import { useUiTexts } from '../texts/texts.ts'
import styles from './dashboard.module.css'
import type { WaitingItem } from './dashboard-types.ts'

const JOBS_PATH = '/jobs'
const MOST_JOBS = 20

/**
 * What waits for this person: first the dashboard's own, then what the menu counts over all apps, then work that runs.
 * `isUnknown`: the dashboard's own could not be read, so that an empty list says nothing.
 */
export function Waiting({
  items = [],
  isUnknown = false,
}: {
  items?: readonly WaitingItem[]
  isUnknown?: boolean
}) {
  const t = useUiTexts()
  const titleId = useId()
  const here = useRouterState({ select: ({ location }) => location.pathname })
  const { can } = useSession()
  const menu = useRead(readMenu, {}, { remember: true, everySeconds: 60 })
  const jobs = useRead(
    listJobs,
    { state: 'active', limit: MOST_JOBS },
    { enabled: can(listJobs.permission), everySeconds: useLiveOrEvery(10) },
  )
  const counted = (menu.data?.groups ?? [])
    .flatMap((group) => group.items)
    .filter((item) => (item.waiting ?? 0) > 0)
    // What this very page names already needs no line that leads back to it.
    .filter((item) => items.length === 0 || item.path !== here)
  const running = jobs.data?.data ?? []
  const isEmpty = items.length + counted.length + running.length === 0
  const state = menu.isPending ? 'pending' : isUnknown || menu.error || jobs.error ? 'unknown' : 'known'
  return (
    <Card component="section" withBorder aria-labelledby={titleId}>
      <Title order={2} size="h4" id={titleId} mb="xs">
        {t('dashboard.waiting')}
      </Title>
      {isEmpty && state === 'pending' && <Skeleton height={44} />}
      {isEmpty && state !== 'pending' && (
        <Group gap="xs" wrap="nowrap">
          <Icon name={state === 'known' ? 'check' : 'alert'} />
          <Text size="sm">
            {t(state === 'known' ? 'dashboard.waiting_none' : 'dashboard.waiting_unknown')}
          </Text>
        </Group>
      )}
      <Stack component="ul" gap={0} className={styles.waiting}>
        {items.map(({ id, ...item }) => (
          <Line key={id} {...item} />
        ))}
        {counted.map(({ id, label, icon, path, waiting }) => (
          <Line
            key={id}
            label={label}
            icon={icon}
            to={path}
            aside={
              <Badge variant="filled" color="dark">
                {waiting}
              </Badge>
            }
          />
        ))}
        {running.length > 0 && (
          <Line
            label={t('dashboard.jobs_running', { count: running.length })}
            icon="list-check"
            to={JOBS_PATH}
            detail={<JobsProgress jobs={running} />}
          />
        )}
      </Stack>
    </Card>
  )
}

function Line({
  label,
  detail,
  icon,
  to,
  aside,
}: {
  label: string
  detail?: ReactNode
  icon: IconName | (string & {})
  to: string
  aside?: ReactNode
}) {
  return (
    <li>
      <ScreenLink to={to} className={styles.line} underline="never">
        <Icon name={icon} />
        <span className={styles.lineText}>
          <span>{label}</span>
          {detail && <span className={styles.lineDetail}>{detail}</span>}
        </span>
        {aside}
      </ScreenLink>
    </li>
  )
}

/** Of all together, where each knows how much it has to do. */
function JobsProgress({ jobs }: { jobs: readonly { progress: JobProgress | null }[] }) {
  const t = useUiTexts()
  const format = useFormat()
  const known = jobs.flatMap(({ progress }) =>
    progress?.total ? [{ done: progress.done, total: progress.total }] : [],
  )
  if (known.length < jobs.length) return null
  const done = known.reduce((sum, one) => sum + one.done, 0)
  const total = known.reduce((sum, one) => sum + one.total, 0)
  const said = t('dashboard.job_progress', { done: format.number(done), total: format.number(total) })
  return (
    <>
      {said}
      <Progress component="span" value={(done / total) * 100} size="sm" mt={4} aria-label={said} />
    </>
  )
}

interface JobProgress {
  done: number
  total: number | null
}
