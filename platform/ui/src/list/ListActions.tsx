import { createImport } from '@lumbung/kernel/contract'
import { Group } from '@mantine/core'
import type { ListOperation } from '../data/use-rows.ts'
import { Icon } from '../icons.tsx'
import { ScreenButton } from '../page/navigation.tsx'
import { useSession } from '../session/session.tsx'
import { useUiTexts } from '../texts/texts.ts'
import { ExportMenu } from './export/ExportMenu.tsx'
import type { Exporting } from './export/use-export.ts'
import styles from './list.module.css'
import type { Column, ListPageProps } from './list-types.ts'

/** Beside the title: what the screen is mainly for, then rows out as a file and in from one. */
export function ListActions({
  page: { operation, primary, importInto, exports = [] },
  columns,
  exporting,
}: {
  page: ListPageProps<ListOperation>
  columns: readonly Column<unknown>[]
  exporting: Exporting
}) {
  const t = useUiTexts()
  const { can } = useSession()
  // A file needs both: to be imported at all, and what each of its lines does.
  const mayImport =
    importInto?.carriers?.import === true && can(importInto.permission) && can(createImport.permission)
  return (
    <Group gap="xs" className={styles.actions}>
      {mayImport && (
        <ScreenButton
          to="/imports/new"
          search={{ operation: importInto.id } as never}
          variant="default"
          className={styles.brief}
          title={t('list.import')}
          leftSection={<Icon name="file-import" size={16} />}
        >
          <span className={styles.briefWords}>{t('list.import')}</span>
        </ScreenButton>
      )}
      <ExportMenu operation={operation} columns={columns} own={exports} exporting={exporting} />
      {primary}
    </Group>
  )
}
