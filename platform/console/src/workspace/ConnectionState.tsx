import { Icon, useConnection } from '@lumbung/ui'
import { ThemeIcon, Tooltip } from '@mantine/core'
import { useConsoleTexts } from '../texts/use-console-texts.ts'

/** Says when what is shown may be old; silent while all is well. */
export function ConnectionState() {
  const t = useConsoleTexts()
  const state = useConnection()
  const isOffline = state === 'offline'
  return (
    <div role="status">
      {state !== 'live' && (
        <Tooltip label={t(`connection.${state}`)} multiline maw={240}>
          <ThemeIcon
            variant="light"
            color={isOffline ? 'red' : 'gray'}
            size={34}
            tabIndex={0}
            role="img"
            aria-label={t(`connection.${state}`)}
          >
            <Icon name={isOffline ? 'offline' : 'polling'} size={18} />
          </ThemeIcon>
        </Tooltip>
      )}
    </div>
  )
}
