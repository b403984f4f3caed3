import { Badge, Code, Facts, Icon, type IconName, Text, useFormat } from '@lumbung/ui'
import type { Tenant } from '../../contract/index.ts'
import { useAdminTexts } from '../texts/use-admin-texts.ts'

const LOOKS: Readonly<Record<Tenant['status'], { color: string; icon: IconName }>> = {
  active: { color: 'padi', icon: 'check' },
  suspended: { color: 'orange', icon: 'lock' },
  deactivated: { color: 'gray', icon: 'x' },
}

/** What is so and cannot be changed here. */
export function OrganisationFacts({ tenant: { slug, status, createdAt } }: { tenant: Tenant }) {
  const t = useAdminTexts()
  const format = useFormat()
  const { color, icon } = LOOKS[status]
  return (
    <Facts
      facts={[
        {
          label: t('organisation.status'),
          value: (
            <Badge variant="light" color={color} tt="none" leftSection={<Icon name={icon} size={13} />}>
              {t(`organisation.status_${status}`)}
            </Badge>
          ),
        },
        { label: t('organisation.since'), value: format.instant(createdAt) },
        {
          label: t('organisation.slug'),
          value: (
            <>
              <Code>{slug}</Code>
              <Text size="xs" c="dimmed">
                {t('organisation.slug_help')}
              </Text>
            </>
          ),
        },
      ]}
    />
  )
}
