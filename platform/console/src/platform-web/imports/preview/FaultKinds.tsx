import type { ImportRun } from '@lumbung/kernel/contract'
import { Stack, Title, useFormat } from '@lumbung/ui'
import { usePlatformTexts } from '../../texts/use-platform-texts.ts'
import styles from './fault-kinds.module.css'

/** The kinds of faults, most frequent first: mending one often mends thousands of rows. */
export function FaultKinds({ run: { errors, fields } }: { run: ImportRun }) {
  const t = usePlatformTexts()
  const format = useFormat()
  if (errors.length === 0) return null
  const labelOf = (name: string | null) =>
    name === null ? t('imports.whole_row') : (fields.find((field) => field.name === name)?.label ?? name)
  return (
    <Stack gap="xs">
      <Title order={3} size="h5">
        {t('imports.faults_title')}
      </Title>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('imports.faults_field')}</th>
            <th scope="col">{t('imports.faults_message')}</th>
            <th scope="col" className={styles.figure}>
              {t('imports.faults_rows')}
            </th>
            <th scope="col" className={styles.figure}>
              {t('imports.faults_first')}
            </th>
          </tr>
        </thead>
        <tbody>
          {errors.map(({ field, code, message, rows, firstRow }) => (
            <tr key={`${field} ${code} ${message}`}>
              <th scope="row">{labelOf(field)}</th>
              <td>{message}</td>
              <td className={styles.figure} data-label={t('imports.faults_rows')}>
                {format.number(rows)}
              </td>
              <td className={styles.figure} data-label={t('imports.faults_first')}>
                {format.number(firstRow)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Stack>
  )
}
