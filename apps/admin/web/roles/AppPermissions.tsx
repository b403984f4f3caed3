import { Stack } from '@lumbung/ui'
import { useAdminTexts } from '../texts/use-admin-texts.ts'
import { PatternBox, type PatternBoxProps } from './PatternBox.tsx'
import { type AppGroup, throughPattern } from './patterns.ts'
import styles from './roles.module.css'

/** The permissions of one app: all of them, all about one thing, or each. */
export function AppPermissions({ app, ...boxes }: PatternBoxProps & { app: AppGroup }) {
  const t = useAdminTexts()
  const isHeldInPart = (permissions: readonly { id: string }[]) =>
    permissions.some(({ id }) => throughPattern(boxes.patterns, id) !== null)
  return (
    <section className={styles.app} aria-label={app.name}>
      <PatternBox
        {...boxes}
        pattern={app.pattern}
        label={t('roles.all_of', { app: app.name })}
        help={t('roles.future_too', { pattern: app.pattern })}
        isPartial={isHeldInPart(app.resources.flatMap(({ permissions }) => permissions))}
      />
      {app.resources.map(({ pattern, permissions }) => (
        <Stack key={pattern} gap="xs" className={styles.resource}>
          {permissions.length > 1 && (
            <PatternBox
              {...boxes}
              pattern={pattern}
              label={t('roles.all_about', { pattern })}
              isPartial={isHeldInPart(permissions)}
            />
          )}
          <Stack gap="xs" className={permissions.length > 1 ? styles.permissions : undefined}>
            {permissions.map(({ id, label }) => (
              <PatternBox key={id} {...boxes} pattern={id} label={label} />
            ))}
          </Stack>
        </Stack>
      ))}
    </section>
  )
}
