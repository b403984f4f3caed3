import type { MenuItem } from '@lumbung/kernel/contract'
import { Badge, type BadgeProps } from '@mantine/core'
import { useConsoleTexts } from '../texts/use-console-texts.ts'

const MOST = 99

/** How much waits under an entry of the menu; nothing where nothing does. */
export function WaitingCount({ item: { waiting }, ...look }: { item: MenuItem } & BadgeProps) {
  const t = useConsoleTexts()
  if (waiting === null || waiting === 0) return null
  return (
    <Badge
      size="sm"
      variant="light"
      color="orange"
      aria-label={t('shell.waiting', { count: waiting })}
      {...look}
    >
      {waiting > MOST ? `${MOST}+` : waiting}
    </Badge>
  )
}
