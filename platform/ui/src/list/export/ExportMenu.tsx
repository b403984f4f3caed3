import { Button, Menu } from '@mantine/core'
import { useMemo } from 'react'
import type { ListOperation } from '../../data/use-rows.ts'
import { Icon } from '../../icons.tsx'
import { useUiTexts } from '../../texts/texts.ts'
import styles from '../list.module.css'
import type { Column, ListPageProps } from '../list-types.ts'
import { exportableNames, exportsOfShown } from './exportable-columns.ts'
import type { Exporting } from './use-export.ts'

/** Everything that the filters find as a file: the screen's own files first, then the plain table. */
export function ExportMenu({
  operation,
  columns,
  own,
  exporting,
}: {
  operation: ListOperation
  columns: readonly Column<unknown>[]
  own: NonNullable<ListPageProps<ListOperation>['exports']>
  exporting: Exporting
}) {
  const t = useUiTexts()
  const isTable = operation.carriers?.export === true
  const shown = useMemo(
    () => (isTable ? exportsOfShown(columns, exportableNames(operation)) : null),
    [isTable, columns, operation],
  )
  if (!isTable && own.length === 0) return null
  const table = (label: string, wanted: readonly string[] | null) => (
    <>
      <Menu.Label>{label}</Menu.Label>
      {(['xlsx', 'csv'] as const).map((format) => (
        <Menu.Item
          key={format}
          leftSection={<Icon name="download" size={16} />}
          onClick={() => void exporting.table(format, wanted)}
        >
          {t(`list.export_${format}`)}
        </Menu.Item>
      ))}
    </>
  )
  return (
    <Menu
      position="bottom-end"
      width={260}
      shadow="md"
      withinPortal={false}
      withInitialFocusPlaceholder={false}
    >
      <Menu.Target>
        <Button
          variant="default"
          className={styles.brief}
          title={t('list.export')}
          leftSection={<Icon name="download" size={16} />}
          loading={exporting.isRunning}
          {...(exporting.isRunning ? { 'aria-label': t('list.exporting') } : {})}
        >
          <span className={styles.briefWords}>{t('list.export')}</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={styles.menu}>
        <Menu.Label>{t('list.export_explained')}</Menu.Label>
        {own.map(({ label, run }) => (
          <Menu.Item
            key={label}
            leftSection={<Icon name="file-text" size={16} />}
            onClick={() => void exporting.own(run)}
          >
            {label}
          </Menu.Item>
        ))}
        {shown !== null && table(t('list.export_shown'), shown)}
        {isTable && table(t('list.export_all'), null)}
      </Menu.Dropdown>
    </Menu>
  )
}
