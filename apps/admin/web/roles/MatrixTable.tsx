import { Icon, ScreenLink, Tooltip, UnstyledButton, VisuallyHidden } from '@lumbung/ui'
import { Fragment } from 'react'
import type { Role } from '../../contract/index.ts'
import { usePermissionWords } from '../permissions/use-permission-words.ts'
import { useAdminTexts } from '../texts/use-admin-texts.ts'
import { type AppGroup, throughPattern } from './patterns.ts'
import styles from './roles.module.css'

export interface MatrixProps {
  apps: readonly AppGroup[]
  roles: readonly Role[]
  /** Asks who holds a permission. */
  onOpen(permission: string): void
}

/** Head and first column stay while the rest is scrolled; a cell says whether the role holds the permission. */
export function MatrixTable({ apps, roles, onOpen }: MatrixProps) {
  const t = useAdminTexts()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section className={styles.frame} tabIndex={0} aria-label={t('matrix.title')}>
      <table className={styles.matrix}>
        <thead>
          <tr>
            <th scope="col">{t('roles.permissions')}</th>
            {roles.map(({ id, name }) => (
              <th key={id} scope="col">
                <ScreenLink to={`/admin/roles/${id}`} size="sm">
                  <bdi>{name}</bdi>
                </ScreenLink>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {apps.map(({ pattern, name, resources }) => (
            <Fragment key={pattern}>
              <tr>
                <th scope="rowgroup" colSpan={roles.length + 1} className={styles.group}>
                  <span>{name}</span>
                </th>
              </tr>
              {resources
                .flatMap(({ permissions }) => permissions)
                .map(({ id, label }) => (
                  <tr key={id}>
                    <th scope="row">
                      <UnstyledButton
                        className={styles.permission}
                        title={t('matrix.who')}
                        onClick={() => onOpen(id)}
                      >
                        {label}
                      </UnstyledButton>
                    </th>
                    {roles.map((role) => (
                      <td key={role.id}>
                        <Held through={throughPattern(role.permissions, id)} permission={id} />
                      </td>
                    ))}
                  </tr>
                ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** A tick; a dotted one where the permission comes with a pattern, which is said on hover and to screen readers. */
function Held({ through, permission }: { through: string | null; permission: string }) {
  const t = useAdminTexts()
  const words = usePermissionWords()
  if (through === null) return <VisuallyHidden>{t('matrix.no')}</VisuallyHidden>
  if (through === permission) {
    return (
      <>
        <Icon name="check" size={18} />
        <VisuallyHidden>{t('matrix.yes')}</VisuallyHidden>
      </>
    )
  }
  const pattern = t('matrix.part_of', { pattern: words(through) })
  return (
    <Tooltip label={pattern} events={{ hover: true, focus: true, touch: true }}>
      <span className={styles.within} title={through}>
        <Icon name="check" size={18} />
        <VisuallyHidden>{`${t('matrix.yes')}, ${pattern}`}</VisuallyHidden>
      </span>
    </Tooltip>
  )
}
