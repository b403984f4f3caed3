import { Button, FileButton, Group, Icon, Paper, Stack, Text, useFormat } from '@lumbung/ui'
import { type DragEvent, useState } from 'react'
import { usePlatformTexts } from '../../texts/use-platform-texts.ts'
import styles from './file-drop.module.css'

interface FileDropProps {
  file: File | null
  limitBytes: number | null
  /** Why the chosen file cannot be taken. */
  fault: string | null
  isDisabled: boolean
  onFiles(files: readonly File[]): void
}

/** A file is dragged here or chosen with the button; both are the same to who uses a keyboard or a phone. */
export function FileDrop({ file, limitBytes, fault, isDisabled, onFiles }: FileDropProps) {
  const t = usePlatformTexts()
  const format = useFormat()
  const [isOver, setOver] = useState(false)
  const accepted =
    limitBytes === null
      ? t('imports.accepted')
      : t('imports.accepted_limit', { limit: format.bytes(limitBytes) })
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    if (!isDisabled && event.dataTransfer.files.length > 0) onFiles([...event.dataTransfer.files])
  }
  return (
    <Stack gap="xs">
      <Paper
        className={styles.drop}
        data-over={(isOver && !isDisabled) || undefined}
        data-wrong={fault !== null || undefined}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
      >
        <Icon name={file ? 'file-text' : 'upload'} size={28} />
        {file && (
          <Text fw={600} className={styles.name}>
            {file.name} · {format.bytes(file.size)}
          </Text>
        )}
        <Group gap="xs" justify="center">
          {!file && (
            <Text size="sm" className={styles.drag ?? ''}>
              {isOver ? t('imports.drop_now') : t('imports.drop')}
            </Text>
          )}
          <FileButton
            accept=".csv,.tsv,.txt,.xlsx"
            disabled={isDisabled}
            onChange={(chosen) => chosen && onFiles([chosen])}
          >
            {(props) => (
              <Button {...props} variant="default" disabled={isDisabled}>
                {t(file ? 'imports.choose_another' : 'imports.choose_file')}
              </Button>
            )}
          </FileButton>
        </Group>
        <Text size="sm" c="dimmed" ta="center">
          {accepted}
        </Text>
      </Paper>
      <div role="alert">
        {fault && (
          <Group gap={6} wrap="nowrap" align="flex-start" c="red">
            <Icon name="alert" size={18} />
            <Text size="sm">{fault}</Text>
          </Group>
        )}
      </div>
    </Stack>
  )
}
