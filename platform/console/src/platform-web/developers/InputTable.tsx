import { Badge, Code, Group, Text, useLocalText } from '@lumbung/ui'
import { usePlatformTexts } from '../texts/use-platform-texts.ts'
import styles from './developers.module.css'
import type { InputField } from './input-fields.ts'
import { useBounds } from './use-bounds.ts'

/** Every field that a caller may send, with what it means and where its bounds are. */
export function InputTable({ fields }: { fields: readonly InputField[] }) {
  const t = usePlatformTexts()
  if (fields.length === 0) return <Text size="sm">{t('developers.input_none')}</Text>
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t('developers.field')}</th>
          <th scope="col">{t('developers.field_place')}</th>
          <th scope="col">{t('developers.field_type')}</th>
          <th scope="col">{t('developers.field_meaning')}</th>
        </tr>
      </thead>
      <tbody>
        {fields.map((field) => (
          <tr key={`${field.place} ${field.name}`}>
            <th scope="row">
              <Group gap={6}>
                <Code>{field.name}</Code>
                {field.isRequired && (
                  <Badge size="xs" variant="light" color="red" tt="none">
                    {t('developers.field_required')}
                  </Badge>
                )}
              </Group>
            </th>
            <td>{t(`developers.place.${field.place}`)}</td>
            <td>{field.type}</td>
            <td>
              <Meaning field={field} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Meaning({ field }: { field: InputField }) {
  const local = useLocalText()
  const boundsOf = useBounds()
  const label = field.schema['x-label']
  const help = field.schema['x-help']
  const bounds = boundsOf(field)
  return (
    <>
      {label && <Text size="sm">{local(label)}</Text>}
      {help && <Text size="sm">{local(help)}</Text>}
      {bounds.length > 0 && (
        <Text size="xs" c="dimmed">
          {bounds.join(' · ')}
        </Text>
      )}
    </>
  )
}
