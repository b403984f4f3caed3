import type { OutputOf } from '@lumbung/contract'
import { Table, Text, useFormat } from '@lumbung/ui'
import type { readDipLosses } from '../../../contract/index.ts'
import { useLitres } from '../../stock/use-litres.ts'
import { useFuelTexts } from '../../texts/use-fuel-texts.ts'
import styles from '../dips.module.css'
import { lossTotal } from './loss-total.ts'

type Losses = OutputOf<typeof readDipLosses>['data']

/** A row for each site and product that was dipped, and what they come to together. */
export function LossTable({ losses }: { losses: Losses }) {
  const t = useFuelTexts()
  const format = useFormat()
  const litres = useLitres()
  if (losses.length === 0) return <Text>{t('losses.empty')}</Text>
  const total = lossTotal(losses)
  const percent = (value: number | null) => (value === null ? t('losses.unused') : format.percent(value, 2))
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by the keyboard.
    <section className={styles.losses} tabIndex={0} aria-label={t('losses.title')}>
      <Table horizontalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('losses.place')}</Table.Th>
            <Table.Th>{t('losses.percent')}</Table.Th>
            <Table.Th>{t('losses.adjusted')}</Table.Th>
            <Table.Th>{t('losses.issued')}</Table.Th>
            <Table.Th>{t('losses.dips')}</Table.Th>
            <Table.Th>{t('losses.beyond')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {losses.map((loss) => (
            <Table.Tr key={`${loss.location.id}/${loss.product.id}`}>
              <Table.Th scope="row" fw={500}>
                {loss.location.name} · {loss.product.name}
              </Table.Th>
              <Table.Td>{percent(loss.lossPercent)}</Table.Td>
              <Table.Td>{litres.signed(loss.adjustedLitres)}</Table.Td>
              <Table.Td>{format.number(loss.issuedLitres)}</Table.Td>
              <Table.Td>{format.number(loss.dips)}</Table.Td>
              <Table.Td>{format.number(loss.outOfTolerance)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
        {losses.length > 1 && (
          <Table.Tfoot>
            <Table.Tr>
              <Table.Th scope="row">{t('losses.total')}</Table.Th>
              <Table.Td>{percent(total.lossPercent)}</Table.Td>
              <Table.Td>{litres.signed(total.adjustedLitres)}</Table.Td>
              <Table.Td>{format.number(total.issuedLitres)}</Table.Td>
              <Table.Td>{format.number(total.dips)}</Table.Td>
              <Table.Td>{format.number(total.outOfTolerance)}</Table.Td>
            </Table.Tr>
          </Table.Tfoot>
        )}
      </Table>
    </section>
  )
}
