import { type ControlProps, Radio, Stack } from '@lumbung/ui'
import { useAdminTexts } from '../texts/use-admin-texts.ts'
import type { FittingRole } from './fitting-roles.ts'
import styles from './requests.module.css'

/** One of the roles that would do; what it brings besides is said beside its name. */
export function RoleChoice({
  control: { id, value, onChange, onBlur, error },
  fitting,
}: {
  control: ControlProps
  fitting: readonly FittingRole[]
}) {
  const t = useAdminTexts()
  const about = ({ breadth, mayHandOn }: FittingRole, index: number) => {
    if (!mayHandOn) return t('requests.beyond')
    const brings = t('requests.brings', { count: breadth })
    return index === 0 && fitting.length > 1 ? `${brings} · ${t('requests.narrowest')}` : brings
  }
  return (
    <Radio.Group
      id={id}
      label={t('requests.role')}
      description={t('requests.role_help')}
      error={error}
      value={typeof value === 'string' ? value : ''}
      onChange={onChange}
      onBlur={onBlur}
    >
      <Stack gap={4} mt="xs">
        {fitting.map((one, index) => (
          <Radio
            key={one.role.id}
            value={one.role.id}
            disabled={!one.mayHandOn}
            label={<bdi>{one.role.name}</bdi>}
            description={about(one, index)}
            classNames={{ body: styles.role, labelWrapper: styles.roleWords }}
          />
        ))}
      </Stack>
    </Radio.Group>
  )
}
