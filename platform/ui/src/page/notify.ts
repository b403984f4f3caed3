import { notifications } from '@mantine/notifications'
import i18next from 'i18next'

/** Says that something was done; it goes away by itself, so nothing that must be read stands here. */
export function notifyDone(message: string): void {
  notifications.show({
    message,
    color: 'padi',
    withBorder: true,
    autoClose: 5_000,
    closeButtonProps: { 'aria-label': i18next.t('action.close', { ns: 'ui' }) },
  })
}
