import { DocumentSection, LookChoices, Page, SimpleGrid, Stack, Text } from '@lumbung/ui'
import { useAdminTexts } from '../texts/use-admin-texts.ts'
import { Identity } from './Identity.tsx'
import { Password } from './Password.tsx'
import { Rights } from './rights/Rights.tsx'
import { Sessions } from './sessions/Sessions.tsx'

/** Everything that Lumbung knows of the person who is signed in, and what they can change of it themselves. */
export function Profile() {
  const t = useAdminTexts()
  return (
    <Page title={t('profile.title')} summary={t('profile.summary')}>
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="lg" verticalSpacing="lg">
        <Stack gap="lg">
          <Identity />
          <DocumentSection title={t('profile.look')}>
            <Text size="sm" c="dimmed">
              {t('profile.look_help')}
            </Text>
            <LookChoices />
          </DocumentSection>
          <Password />
        </Stack>
        <div>
          <Sessions />
        </div>
      </SimpleGrid>
      <Rights />
    </Page>
  )
}
