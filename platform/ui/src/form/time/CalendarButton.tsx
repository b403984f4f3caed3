import { ActionIcon, Modal, Popover } from '@mantine/core'
import { lazy, Suspense } from 'react'
import { Icon } from '../../icons.tsx'
import { useIsPhone } from '../../page/use-is-phone.ts'
import { useUiTexts } from '../../texts/texts.ts'
import type { CalendarProps } from './Calendar.tsx'
import styles from './time-input.module.css'

const Calendar = lazy(() => import('./Calendar.tsx').then((module) => ({ default: module.Calendar })))

/** Above dialogs, whose fields open it too. */
const ABOVE = 400

/** Opens a calendar under the field; on a phone, over the page, where all of it has room. */
export function CalendarButton({
  isOpen,
  onOpen,
  isDisabled,
  ...calendar
}: CalendarProps & { isOpen: boolean; onOpen(isOpen: boolean): void; isDisabled: boolean }) {
  const t = useUiTexts()
  const isPhone = useIsPhone()
  const label = t('form.calendar')
  const button = (
    <ActionIcon
      className={styles.picker}
      variant="subtle"
      color="gray"
      disabled={isDisabled}
      aria-label={label}
      title={label}
      aria-haspopup="dialog"
      onClick={() => onOpen(!isOpen)}
    >
      <Icon name="calendar" size={18} />
    </ActionIcon>
  )
  const days = (
    <Suspense fallback={<div className={styles.awaited} role="status" aria-label={t('status.loading')} />}>
      <Calendar {...calendar} />
    </Suspense>
  )
  if (isPhone)
    return (
      <>
        {button}
        <Modal
          opened={isOpen}
          onClose={() => onOpen(false)}
          title={label}
          size="auto"
          padding={8}
          centered
          zIndex={ABOVE}
        >
          {days}
        </Modal>
      </>
    )
  return (
    <Popover
      opened={isOpen}
      onChange={onOpen}
      position="bottom-end"
      shadow="md"
      trapFocus
      returnFocus
      zIndex={ABOVE}
    >
      <Popover.Target>{button}</Popover.Target>
      <Popover.Dropdown aria-label={label}>{days}</Popover.Dropdown>
    </Popover>
  )
}
