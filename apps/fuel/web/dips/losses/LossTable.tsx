import type { OutputOf } from '@lumbung/contract'
import { Card, Stack, Table, Text, useFormat, useIsPhone } from '@lumbung/ui'
import type { readDipLosses } from '../../../contract/index.ts'
import { useLitres } from '../../stock/use-litres.ts'
import { useFuelTexts } from '../../texts/use-fuel-texts.ts'
import styles from '../dips.module.css'

type Losses = OutputOf<typeof readDipLosses>
type Figures = NonNullable<Losses['total']>

interface Row {
  key: string
  name: string
  figures: readonly { label: string; value: string }[]
}

/** Each site and product that was dipped, and what they come to together: a table, on a phone a card for each. */
export function LossTable({ losses: { data, total } }: { losses: Losses }) {
  const t = useFuelTexts()
  const figuresOf = useFigures()
  const isPhone = useIsPhone()
  if (data.length === 0) return <Text>{t('losses.empty')}</Text>
  const rows = data.map(
    (loss): Row => ({
      key: `${loss.location.id}/${loss.product.id}`,
      name: `${loss.location.name} · ${loss.product.name}`,
      figures: figuresOf(loss),
    }),
  )
  const all: Row | null =
    total && data.length > 1 ? { key: 'total', name: t('losses.total'), figures: figuresOf(total) } : null
  return (
    <>
      {isPhone ? <LossCards rows={all ? [all, ...rows] : rows} /> : <WideTable rows={rows} all={all} />}
      {total === null && (
        <Text size="sm" c="dimmed">
          {t('losses.not_all', { count: data.length })}
        </Text>
      )}
    </>
  )
}

function useFigures(): (of: Figures) => Row['figures'] {
  const t = useFuelTexts()
  const format = useFormat()
  const litres = useLitres()
  return ({ lossPercent, adjustedLitres, issuedLitres, dips, outOfTolerance }) => [
    {
      label: t('losses.percent'),
      value: lossPercent === null ? t('losses.unused') : format.percent(lossPercent, 2),
    },
    { label: t('losses.adjusted'), value: litres.signed(adjustedLitres) },
    { label: t('losses.issued'), value: format.number(issuedLitres) },
    { label: t('losses.dips'), value: format.number(dips) },
    { label: t('losses.beyond'), value: format.number(outOfTolerance) },
  ]
}

function WideTable({ rows, all }: { rows: readonly Row[]; all: Row | null }) {
  const t = useFuelTexts()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by the keyboard.
    <section className={styles.losses} tabIndex={0} aria-label={t('losses.title')}>
      <Table horizontalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('losses.place')}</Table.Th>
            {rows[0]?.figures.map(({ label }) => (
              <Table.Th key={label}>{label}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <TableRow key={row.key} row={row} />
          ))}
        </Table.Tbody>
        {all && (
          <Table.Tfoot>
            <TableRow row={all} />
          </Table.Tfoot>
        )}
      </Table>
    </section>
  )
}

function TableRow({ row: { name, figures } }: { row: Row }) {
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={500}>
        {name}
      </Table.Th>
      {figures.map(({ label, value }) => (
        <Table.Td key={label}>{value}</Table.Td>
      ))}
    </Table.Tr>
  )
}

function LossCards({ rows }: { rows: readonly Row[] }) {
  return (
    <Stack gap="xs">
      {rows.map(({ key, name, figures }) => (
        <Card key={key} withBorder p="sm">
          <Text fw={600} mb="xs" dir="auto" style={{ overflowWrap: 'anywhere' }}>
            {name}
          </Text>
          <dl className={styles.figures}>
            {figures.map(({ label, value }) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </Card>
      ))}
    </Stack>
  )
}
