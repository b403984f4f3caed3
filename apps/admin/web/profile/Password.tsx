import { Button, DocumentSection, FormDialog, Icon, notifyDone, Text } from '@lumbung/ui'
import { useState } from 'react'
import { changePassword } from '../../contract/index.ts'
import { useAdminTexts } from '../texts/use-admin-texts.ts'

/** Changing one's own password; the answer carries the cookies of the session that goes on. */
export function Password() {
  const t = useAdminTexts()
  const [isOpen, setOpen] = useState(false)
  const close = () => setOpen(false)
  return (
    <DocumentSection title={t('password.title')}>
      <Text size="sm" c="dimmed">
        {t('password.explained')}
      </Text>
      <div>
        <Button variant="default" leftSection={<Icon name="key" size={18} />} onClick={() => setOpen(true)}>
          {t('password.change')}
        </Button>
      </div>
      <FormDialog
        title={t('password.change')}
        summary={t('password.explained')}
        isOpen={isOpen}
        onClose={close}
        operation={changePassword}
        fields={['currentPassword', 'newPassword']}
        submitLabel={t('password.change')}
        onDone={() => {
          notifyDone(t('password.changed'))
          close()
        }}
      />
    </DocumentSection>
  )
}
