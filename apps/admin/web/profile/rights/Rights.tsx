import {
  DocumentSection,
  Icon,
  ProblemNotice,
  Skeleton,
  Stack,
  Text,
  Title,
  useCatalogue,
  useLocalText,
  useSession,
} from '@lumbung/ui'
import { useAdminTexts } from '../../texts/use-admin-texts.ts'
import { type HeldOfApp, heldPermissions, rolesWithPlaces } from './held-permissions.ts'
import styles from './rights.module.css'
import { usePlacesText } from './use-places-text.ts'

/** My roles, and what they let me do in words; by what the session says, so that it is what the server decides by. */
export function Rights() {
  const t = useAdminTexts()
  const { me } = useSession()
  const placesText = usePlacesText()
  const roles = rolesWithPlaces(me.roles)
  return (
    <DocumentSection title={t('rights.title')}>
      {roles.length === 0 && <Text size="sm">{t('rights.no_roles')}</Text>}
      {roles.length > 0 && (
        <Stack gap="xs">
          <Title order={3} size="h5">
            {t('rights.roles')}
          </Title>
          <ul className={styles.roles}>
            {roles.map(({ key, name, places }) => (
              <li key={key}>
                <Icon name="shield-lock" size={18} />
                <span>
                  <bdi className={styles.role}>{name}</bdi>
                  <Text span inherit c="dimmed">
                    {' · '}
                    {placesText(places)}
                  </Text>
                </span>
              </li>
            ))}
          </ul>
        </Stack>
      )}
      {me.permissions.length > 0 && (
        <Stack gap="xs">
          <Title order={3} size="h5">
            {t('rights.permissions')}
          </Title>
          <PermissionsByApp />
        </Stack>
      )}
    </DocumentSection>
  )
}

function PermissionsByApp() {
  const { me } = useSession()
  const catalogue = useCatalogue()
  if (catalogue.error)
    return <ProblemNotice problem={catalogue.error} onRetry={() => void catalogue.refetch()} />
  if (!catalogue.data) return <Skeleton height={120} />
  return (
    <div>
      {heldPermissions(catalogue.data, me.permissions).map((app) => (
        <OneApp key={app.id} app={app} />
      ))}
    </div>
  )
}

function OneApp({ app: { name, held, all } }: { app: HeldOfApp }) {
  const t = useAdminTexts()
  const local = useLocalText()
  const placesText = usePlacesText()
  return (
    <details className={styles.app}>
      <summary className={styles.summary}>
        <Text span fw={600} size="sm">
          {local(name)}
        </Text>
        <Text span size="sm" c="dimmed">
          {t('rights.of_all', { held: held.length, all })}
        </Text>
      </summary>
      <ul className={styles.permissions}>
        {held.map(({ id, label, places }) => (
          <li key={id}>
            {local(label)}
            {places.length > 0 && (
              <Text span inherit c="dimmed">
                {' · '}
                {t('rights.only_at', { places: placesText(places) })}
              </Text>
            )}
          </li>
        ))}
      </ul>
    </details>
  )
}
