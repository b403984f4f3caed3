import { type Identity, Modal, Text } from '@lumbung/ui'
import { useConsoleTexts } from '../texts/use-console-texts.ts'

/** The form that signs in, over the page that is open. */
export function SignInAgain({
  identity,
  login,
  onSignedIn,
  onLeft,
}: {
  identity: Identity
  login: string | undefined
  onSignedIn(): void
  /** Closed without signing in. */
  onLeft(): void
}) {
  const t = useConsoleTexts()
  return (
    <Modal opened onClose={onLeft} title={t('session.lost')} centered>
      <Text size="sm" c="dimmed" mb="md">
        {t('session.lost_explained')}
      </Text>
      <identity.SignIn login={login} isOverPage onSignedIn={onSignedIn} />
    </Modal>
  )
}
