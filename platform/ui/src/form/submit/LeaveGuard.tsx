import { useBlocker } from '@tanstack/react-router'
import { useUiTexts } from '../../texts/texts.ts'
import { AskDialog } from './AskDialog.tsx'

/** Asks before another page takes the place of what is typed and kept nowhere. */
export function LeaveGuard({ wouldLose }: { wouldLose(): boolean }) {
  const t = useUiTexts()
  const blocked = useBlocker({
    // Filters and tabs of the page below live in its address: the page stays.
    shouldBlockFn: ({ current, next }) => current.pathname !== next.pathname && wouldLose(),
    enableBeforeUnload: wouldLose,
    withResolver: true,
  })
  return (
    <AskDialog
      isOpen={blocked.status === 'blocked'}
      title={t('form.leave_title')}
      yes={t('form.leave_go')}
      no={t('form.leave_stay')}
      isDanger
      onYes={() => blocked.proceed?.()}
      onNo={() => blocked.reset?.()}
    >
      {t('form.leave_explained')}
    </AskDialog>
  )
}
