import { DocumentSection, Facts, Skeleton, Text, useRead, useSession } from '@lumbung/ui'
import { me } from '../../contract/index.ts'
import { useAdminTexts } from '../texts/use-admin-texts.ts'

/** Name and addresses as the organisation keeps them; only the user name is not known to the shell already. */
export function Identity() {
  const t = useAdminTexts()
  const { user, tenant, tenants } = useSession().me
  const account = useRead(me, {})
  const others = tenants.filter(({ id }) => id !== tenant?.id)
  return (
    <DocumentSection title={t('profile.identity')}>
      <Facts
        facts={[
          {
            label: t('profile.name'),
            value: (
              <>
                <bdi>{user.name}</bdi>
                <Text size="xs" c="dimmed">
                  {user.platformAdmin ? t('profile.platform_admin') : t('profile.name_help')}
                </Text>
              </>
            ),
          },
          { label: t('profile.email'), value: user.email },
          {
            label: t('profile.username'),
            value: account.isPending ? (
              <Skeleton height={20} width={120} />
            ) : (
              (account.data?.user.username ?? t('profile.none'))
            ),
          },
          { label: t('profile.organisation'), value: <bdi>{tenant?.name ?? t('profile.none')}</bdi> },
          ...(others.length === 0
            ? []
            : [
                {
                  label: t('profile.other_organisations'),
                  value: (
                    <>
                      <bdi>{others.map(({ name }) => name).join(', ')}</bdi>
                      <Text size="xs" c="dimmed">
                        {t('profile.other_organisations_help')}
                      </Text>
                    </>
                  ),
                },
              ]),
        ]}
      />
    </DocumentSection>
  )
}
