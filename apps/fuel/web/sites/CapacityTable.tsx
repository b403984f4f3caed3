import { Table, useFormat } from '@lumbung/ui'
import type { Site } from '../../contract/index.ts'
import { useFuelTexts } from '../texts/use-fuel-texts.ts'

export function CapacityTable({ site: { capacities } }: { site: Site }) {
  const t = useFuelTexts()
  const format = useFormat()
  const total = capacities.reduce((sum, { capacityLitres }) => sum + capacityLitres, 0)
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{t('site.product')}</Table.Th>
          <Table.Th scope="col" ta="right">
            {t('sites.capacity')}
          </Table.Th>
          <Table.Th scope="col" ta="right">
            {t('site.tanks')}
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {capacities.map(({ product, capacityLitres, tanks }) => (
          <Table.Tr key={product.id}>
            <Table.Th scope="row" fw={400}>
              {product.name}
            </Table.Th>
            <Table.Td ta="right">{format.number(capacityLitres)}</Table.Td>
            <Table.Td ta="right">{tanks === null ? '–' : format.number(tanks)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
      {capacities.length > 1 && (
        <Table.Tfoot>
          <Table.Tr>
            <Table.Th scope="row">{t('site.total')}</Table.Th>
            <Table.Th ta="right">{format.number(total)}</Table.Th>
            <Table.Td />
          </Table.Tr>
        </Table.Tfoot>
      )}
    </Table>
  )
}
