import type { listJobs } from '@lumbung/kernel/contract'
import { Progress, type RowOf, Stack, Text, useFormat } from '@lumbung/ui'
import { usePlatformTexts } from '../texts/use-platform-texts.ts'
import { useJobName } from './job-name.ts'

/** How far a running job is, when the next try of a waiting one is; a dash for one that has ended. */
export function JobProgress({ job }: { job: RowOf<typeof listJobs> }) {
  const t = usePlatformTexts()
  const format = useFormat()
  const nameOf = useJobName()
  if (job.state === 'retry' && job.nextTryAt !== null) {
    return (
      <Text size="sm">
        {t('jobs.column_next')} {format.ago(job.nextTryAt)}
      </Text>
    )
  }
  if (job.progress === null) return <Text size="sm">–</Text>
  const { done, total } = job.progress
  const words =
    total === null
      ? t('jobs.progress_so_far', { done: format.number(done) })
      : t('jobs.progress_of', { done: format.number(done), total: format.number(total) })
  return (
    <Stack gap={2}>
      <Text size="xs">{words}</Text>
      {total !== null && total > 0 && (
        <Progress
          value={Math.min(100, (done / total) * 100)}
          aria-label={t('jobs.progress_name', { job: nameOf(job.job) })}
        />
      )}
    </Stack>
  )
}
