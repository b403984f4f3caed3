import type { ImportReading } from '@lumbung/kernel/contract'
import { Anchor, Text, useFormat } from '@lumbung/ui'
import { usePlatformTexts } from '../../texts/use-platform-texts.ts'
import { DELIMITERS, ENCODING_NAMES, isDelimiter } from './reading-words.ts'

/** In one line how the file was read, with the way to where it can be changed. */
export function ReadAs({ reading, onChange }: { reading: ImportReading; onChange(): void }) {
  const t = usePlatformTexts()
  const format = useFormat()
  const { sheet, headerRow, delimiter, encoding } = reading
  const parts = [
    ...(sheet === null ? [] : [t('imports.read_sheet', { sheet })]),
    t('imports.read_header', { row: format.number(headerRow) }),
    ...(isDelimiter(delimiter) ? [t('imports.read_delimiter', { sign: t(DELIMITERS[delimiter]) })] : []),
    ...(encoding === null ? [] : [ENCODING_NAMES[encoding]]),
  ]
  return (
    <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
      {t('imports.read_as', { parts: parts.join(' · ') })}{' '}
      <Anchor component="button" type="button" size="sm" underline="always" onClick={onChange}>
        {t('imports.read_change')}
      </Anchor>
    </Text>
  )
}
