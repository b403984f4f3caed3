import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import styles from '../fields/fields.module.css'

/** A box around parts that belong together, called by its legend. */
export function SchemaGroup({
  id,
  title,
  description,
  children,
}: {
  id: string
  title: string
  description?: ReactNode
  children: ReactNode
}) {
  return (
    <fieldset className={styles.entry} id={id}>
      <Text component="legend" size="sm" fw={500} px={4}>
        {title}
      </Text>
      {description && (
        <Text component="div" size="xs" c="dimmed" mb="xs">
          {description}
        </Text>
      )}
      {children}
    </fieldset>
  )
}
