import { createExport } from '@lumbung/kernel/contract'
import {
  Button,
  DashboardPage,
  Icon,
  Menu,
  PickSelect,
  ProblemNotice,
  Skeleton,
  TimeRange,
  useDownload,
  useRead,
  useSession,
  useTimeRange,
  useUrlState,
} from '@lumbung/ui'
import { listSites, readDipLosses } from '../../../contract/index.ts'
import { ALL_SITES } from '../../stock/pick-sources.ts'
import { useFuelTexts } from '../../texts/use-fuel-texts.ts'
import { LossTable } from './LossTable.tsx'

/** What the dips of a period took from the book, held against what was used in it. */
export function DipLosses() {
  const t = useFuelTexts()
  const range = useTimeRange()
  const { can } = useSession()
  const [{ location }, change] = useUrlState()
  const input = {
    startDate: range.from,
    endDate: range.to,
    ...(location === undefined ? {} : { location }),
  }
  const losses = useRead(readDipLosses, input, { keepsPrevious: true })
  const download = useDownload(createExport)
  return (
    <DashboardPage
      title={t('losses.title')}
      summary={t('losses.summary')}
      actions={
        <Menu position="bottom-end" withInitialFocusPlaceholder={false}>
          <Menu.Target>
            <Button
              variant="default"
              leftSection={<Icon name="download" size={16} />}
              loading={download.isRunning}
            >
              {t('losses.export')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {(['xlsx', 'csv'] as const).map((format) => (
              <Menu.Item
                key={format}
                onClick={() => void download.run({ operation: readDipLosses.id, input, format })}
              >
                {t(`losses.export_${format}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      }
      controls={
        <>
          {can(listSites.permission) && (
            <PickSelect
              source={ALL_SITES}
              aria-label={t('column.site')}
              placeholder={t('dashboard.all_sites')}
              clearable
              value={location ?? null}
              onChange={(next) => change({ location: next }, { push: true })}
            />
          )}
          <TimeRange range={range} />
        </>
      }
    >
      {download.problem && <ProblemNotice problem={download.problem} />}
      {losses.error && <ProblemNotice problem={losses.error} onRetry={() => void losses.refetch()} />}
      {losses.isPending && <Skeleton height={200} />}
      {losses.data && <LossTable losses={losses.data} />}
    </DashboardPage>
  )
}
