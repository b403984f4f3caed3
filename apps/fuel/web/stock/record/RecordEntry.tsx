import { createImport } from '@lumbung/kernel/contract'
import {
  type ControlProps,
  FormPage,
  Icon,
  Page,
  ScreenButton,
  SegmentedControl,
  Skeleton,
  useSession,
  useUrlState,
} from '@lumbung/ui'
import { useState } from 'react'
import { type RecordedEntry, recordStockEntry, type StockSummary } from '../../../contract/index.ts'
import { useFuelTexts } from '../../texts/use-fuel-texts.ts'
import { Recorded } from './Recorded.tsx'
import { usePlaceEntry } from './use-place-entry.tsx'

/** Somebody else's book, line by line: paper slips, calls from the field. A whole log comes as a file. */
export function RecordEntry() {
  const t = useFuelTexts()
  const [address] = useUrlState()
  const { isPending, finish, ...form } = usePlaceEntry({ isOldSlip: true })
  const [done, setDone] = useState<{ entry: RecordedEntry; stock: StockSummary | undefined } | null>(null)
  // Slips come in piles of one kind.
  const [type, setType] = useState<'IN' | 'OUT'>(address.type === 'IN' ? 'IN' : 'OUT')
  const frame = { title: t('record.entry_title'), summary: t('record.entry_summary'), actions: <ToImport /> }
  if (done || isPending) {
    return (
      <Page {...frame} width="narrow">
        {done ? <Recorded {...done} onAgain={() => setDone(null)} /> : <Skeleton height={420} />}
      </Page>
    )
  }
  return (
    <FormPage
      {...frame}
      {...form}
      operation={recordStockEntry}
      draft="fuel.stock.record"
      initial={{ type, ...form.initial }}
      fields={[{ name: 'type', render: (control) => <TypeChoice control={control} /> }, ...form.fields]}
      submitLabel={t('record.save')}
      onDone={(entry, input) => {
        setType(input.type)
        setDone({ entry, stock: finish(entry) })
      }}
    />
  )
}

function TypeChoice({ control: { value, onChange } }: { control: ControlProps }) {
  const t = useFuelTexts()
  return (
    <SegmentedControl
      fullWidth
      aria-label={t('record.type')}
      value={value as string}
      onChange={onChange}
      data={[
        { value: 'OUT', label: t('entry.OUT') },
        { value: 'IN', label: t('entry.IN') },
      ]}
    />
  )
}

function ToImport() {
  const t = useFuelTexts()
  const { can } = useSession()
  if (!can(createImport.permission)) return null
  return (
    <ScreenButton
      to={`/imports/new?operation=${recordStockEntry.id}`}
      variant="default"
      leftSection={<Icon name="file-import" size={16} />}
    >
      {t('record.import')}
    </ScreenButton>
  )
}
