import type { CommandOperation } from '@lumbung/contract'
import { Drawer, Modal, Text } from '@mantine/core'
import { useRef, useState } from 'react'
import { useIsPhone } from '../page/use-is-phone.ts'
import { useUiTexts } from '../texts/texts.ts'
import styles from './form.module.css'
import type { FormDialogProps } from './form-types.ts'
import { OperationForm } from './OperationForm.tsx'
import { AskDialog } from './submit/AskDialog.tsx'

/** The form shape over a screen. Closing it asks first where that would lose what is typed. */
export function FormDialog<Op extends CommandOperation>({
  title,
  summary,
  isOpen,
  onClose,
  beside = false,
  ...form
}: FormDialogProps<Op>) {
  const t = useUiTexts()
  const isPhone = useIsPhone()
  const isDirty = useRef(false)
  const [isLeaving, setLeaving] = useState(false)
  const close = () => {
    isDirty.current = false
    setLeaving(false)
    onClose()
  }
  const tryClose = () => {
    if (isDirty.current && form.draft === undefined) setLeaving(true)
    else close()
  }
  const content = (
    <div className={styles.dialog}>
      {summary && (
        <Text size="sm" c="dimmed" mb="md">
          {summary}
        </Text>
      )}
      <OperationForm
        {...(form as unknown as FormDialogProps<Op>)}
        onDirty={(dirty) => {
          isDirty.current = dirty
          form.onDirty?.(dirty)
        }}
        onCancel={tryClose}
        isMain
      />
    </div>
  )
  const frame = { opened: isOpen, onClose: tryClose, title }
  return (
    <>
      {beside && !isPhone ? (
        <Drawer {...frame} position="right" size="md">
          {content}
        </Drawer>
      ) : (
        <Modal {...frame} fullScreen={isPhone} size="lg">
          {content}
        </Modal>
      )}
      <AskDialog
        isOpen={isLeaving}
        title={t('form.leave_title')}
        yes={t('form.leave_go')}
        no={t('form.leave_stay')}
        isDanger
        onYes={close}
        onNo={() => setLeaving(false)}
      >
        {t('form.leave_explained')}
      </AskDialog>
    </>
  )
}
