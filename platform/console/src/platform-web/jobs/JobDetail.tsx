import type { listJobs } from '@lumbung/kernel/contract'
import { Code, Drawer, Facts, type RowOf, Stack, Text, useFormat } from '@lumbung/ui'
import { usePlatformTexts } from '../texts/use-platform-texts.ts'
import { JobProgress } from './JobProgress.tsx'
import { JobStateBadge } from './JobStateBadge.tsx'
import { useJobName } from './job-name.ts'

type Job = RowOf<typeof listJobs>

/** One job beside the list, with its last error in full. */
export function JobDetail({ job, onClose }: { job: Job | null; onClose(): void }) {
  const nameOf = useJobName()
  return (
    <Drawer opened={job !== null} onClose={onClose} position="right" title={job ? nameOf(job.job) : ''}>
      {job && <Detail job={job} />}
    </Drawer>
  )
}

function Detail({ job }: { job: Job }) {
  const t = usePlatformTexts()
  const format = useFormat()
  const instantOf = (instant: string | null) => (instant === null ? '–' : format.instant(instant))
  return (
    <Stack>
      <div>
        <JobStateBadge state={job.state} />
      </div>
      {(job.progress !== null || job.state === 'retry') && <JobProgress job={job} />}
      <Facts
        facts={[
          { label: t('jobs.column_created'), value: instantOf(job.createdAt) },
          { label: t('jobs.started'), value: instantOf(job.startedAt) },
          { label: t('jobs.column_ended'), value: instantOf(job.endedAt) },
          {
            label: t('jobs.column_tries'),
            value: t('jobs.tries', { tries: job.tries, most: job.mostTries }),
          },
          ...(job.nextTryAt === null
            ? []
            : [{ label: t('jobs.column_next'), value: format.instant(job.nextTryAt) }]),
          { label: t('jobs.name'), value: <Code>{job.job}</Code> },
          { label: t('jobs.id'), value: <Code style={{ overflowWrap: 'anywhere' }}>{job.id}</Code> },
        ]}
      />
      {job.lastError !== null && (
        <Stack gap={4}>
          <Text fw={600} size="sm">
            {t('jobs.error')}
          </Text>
          <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {job.lastError}
          </Code>
          <Text size="sm" c="dimmed">
            {t('jobs.error_help')}
          </Text>
        </Stack>
      )}
    </Stack>
  )
}
