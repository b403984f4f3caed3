import type { ApiProblem } from '@lumbung/client'
import type { OutputOf } from '@lumbung/contract'
import type { createImport } from '@lumbung/kernel/contract'
import {
  Alert,
  Button,
  Card,
  Group,
  Icon,
  ProblemNotice,
  Progress,
  Stack,
  Text,
  useFormat,
  useUploadLimit,
} from '@lumbung/ui'
import { useState } from 'react'
import { usePlatformTexts } from '../../texts/use-platform-texts.ts'
import { CommandChoice } from './CommandChoice.tsx'
import { type FileFault, faultOfFile } from './check-file.ts'
import { FileDrop } from './FileDrop.tsx'
import { TemplateDownload } from './TemplateDownload.tsx'
import { useUpload } from './use-upload.ts'

interface NewFileStepProps {
  operation: string | null
  onChoose(operation: string): void
  onUploaded(created: OutputOf<typeof createImport>): void
}

/** What is imported, and from which file. */
export function NewFileStep({ operation, onChoose, onUploaded }: NewFileStepProps) {
  const t = usePlatformTexts()
  const format = useFormat()
  const limitBytes = useUploadLimit()
  const [file, setFile] = useState<File | null>(null)
  const [fault, setFault] = useState<FileFault | 'file_several' | null>(null)
  const upload = useUpload()
  const isSending = upload.state.kind === 'sending'

  const onFiles = (files: readonly File[]) => {
    const [only] = files
    upload.forget()
    if (!only || files.length > 1) return setFault('file_several')
    setFile(only)
    setFault(faultOfFile(only, limitBytes))
  }
  const send = async () => {
    if (!file || operation === null) return
    const created = await upload.send(file, operation)
    if (created) onUploaded(created)
  }
  const words = {
    name: file?.name,
    size: format.bytes(file?.size ?? 0),
    limit: format.bytes(limitBytes ?? 0),
  }
  return (
    <Stack maw={640}>
      <CommandChoice operation={operation} isDisabled={isSending} onChoose={onChoose} />
      {operation !== null && <TemplateDownload operation={operation} />}
      <FileDrop
        file={file}
        limitBytes={limitBytes}
        fault={fault === null ? null : t(`imports.${fault}`, words)}
        isDisabled={isSending}
        onFiles={onFiles}
      />
      {upload.state.kind === 'changed' && (
        <Alert color="red" role="alert" icon={<Icon name="alert" />}>
          {t('imports.file_changed', words)}
        </Alert>
      )}
      {upload.state.kind === 'failed' && (
        <>
          <ProblemNotice
            problem={upload.state.problem}
            onRetry={isWorthAnotherTry(upload.state.problem) ? () => void send() : undefined}
          />
          {upload.state.problem.status === 0 && (
            <Text size="sm" c="dimmed">
              {t('imports.upload_not_lost')}
            </Text>
          )}
        </>
      )}
      {isSending && file ? (
        <Card withBorder role="status">
          <Stack gap="sm">
            <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
              {t('imports.uploading', words)}
            </Text>
            <Progress value={100} animated aria-label={t('imports.uploading', words)} />
            <Text size="sm">{t('imports.uploading_size', words)}</Text>
            <div>
              <Button variant="default" onClick={upload.stop}>
                {t('imports.upload_stop')}
              </Button>
            </div>
          </Stack>
        </Card>
      ) : (
        <Group>
          <Button
            disabled={!file || fault !== null || operation === null}
            leftSection={<Icon name="upload" size={18} />}
            onClick={() => void send()}
          >
            {t('imports.upload')}
          </Button>
        </Group>
      )}
    </Stack>
  )
}

/** What is wrong with the file stays wrong; a network, a server or a limit of calls recovers. */
function isWorthAnotherTry({ status }: ApiProblem): boolean {
  return status === 0 || status === 429 || status >= 500
}
