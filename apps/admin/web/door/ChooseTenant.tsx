import { Icon, Stack, Text, UnstyledButton } from '@lumbung/ui'
import { DoorProblem } from './DoorProblem.tsx'
import styles from './sign-in.module.css'
import { useDoorTexts } from './texts.ts'
import type { SignIn, TenantChoice } from './use-sign-in.ts'

/** Who belongs to several organisations says which one the work is for. */
export function ChooseTenant({ signIn, choices }: { signIn: SignIn; choices: readonly TenantChoice[] }) {
  const t = useDoorTexts()
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {t('signin.choose_lead')}
      </Text>
      {signIn.problem && <DoorProblem problem={signIn.problem} />}
      <ul className={styles.tenants}>
        {choices.map((tenant, index) => (
          <li key={tenant.id}>
            <UnstyledButton
              className={styles.tenant}
              disabled={signIn.isRunning}
              autoFocus={index === 0}
              onClick={() => void signIn.choose(tenant)}
            >
              <Icon name="building" size={22} />
              <span className={styles.tenantName}>
                <bdi>{tenant.name}</bdi>
                {tenant.slug === signIn.lastTenant && (
                  <Text span size="xs" c="dimmed">
                    {t('signin.last_used')}
                  </Text>
                )}
              </span>
              <Icon name="chevron-right" size={18} />
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </Stack>
  )
}
