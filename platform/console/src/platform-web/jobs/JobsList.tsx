import { JobState, listJobs } from '@lumbung/kernel/contract'
import { ListPage, type RowOf, useFormat, useTopicLiveOrEvery } from '@lumbung/ui'
import { useState } from 'react'
import { usePlatformTexts } from '../texts/use-platform-texts.ts'
import { JobDetail } from './JobDetail.tsx'
import { JobProgress } from './JobProgress.tsx'
import { JobStateBadge } from './JobStateBadge.tsx'
import { NAMED_JOBS, useJobName } from './job-name.ts'

/** Work outside of requests, with how far it is and what went wrong. */
export function JobsList() {
  const t = usePlatformTexts()
  const format = useFormat()
  const nameOf = useJobName()
  const [opened, setOpened] = useState<RowOf<typeof listJobs> | null>(null)
  useTopicLiveOrEvery('platform.job', 5)
  return (
    <>
      <ListPage
        id="platform.jobs"
        title={t('jobs.title')}
        summary={t('jobs.summary')}
        operation={listJobs}
        keyOf={({ id }) => id}
        onOpen={setOpened}
        filters={[
          {
            kind: 'choice',
            name: 'state',
            label: t('jobs.column_state'),
            choices: JobState.options.map((state) => ({ value: state, label: t(`jobs.state.${state}`) })),
          },
          {
            kind: 'choice',
            name: 'job',
            label: t('jobs.column_job'),
            choices: NAMED_JOBS.map((job) => ({ value: job, label: nameOf(job) })),
          },
        ]}
        columns={[
          {
            id: 'job',
            header: t('jobs.column_job'),
            cell: ({ job }) => nameOf(job),
            onPhone: 'title',
            width: 230,
          },
          {
            id: 'state',
            header: t('jobs.column_state'),
            cell: ({ state }) => <JobStateBadge state={state} />,
            onPhone: 'aside',
            width: 165,
          },
          {
            id: 'progress',
            header: t('jobs.column_progress'),
            cell: (job) => <JobProgress job={job} />,
            onPhone: 'detail',
            width: 190,
          },
          {
            id: 'tries',
            header: t('jobs.column_tries'),
            cell: ({ tries, mostTries }) => t('jobs.tries', { tries, most: mostTries }),
            width: 120,
            optional: true,
          },
          {
            id: 'created',
            header: t('jobs.column_created'),
            cell: ({ createdAt }) => format.instant(createdAt),
            onPhone: 'detail',
            width: 194,
          },
          {
            id: 'ended',
            header: t('jobs.column_ended'),
            cell: ({ endedAt }) => (endedAt === null ? '–' : format.instant(endedAt)),
            width: 194,
          },
        ]}
        empty={{ sentence: t('jobs.empty') }}
      />
      <JobDetail job={opened} onClose={() => setOpened(null)} />
    </>
  )
}
