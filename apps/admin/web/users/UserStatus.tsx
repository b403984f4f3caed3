import { Badge, Icon } from '@lumbung/ui'
import type { User } from '../../contract/index.ts'
import { useAdminTexts } from '../texts/use-admin-texts.ts'

/** May come in, or not; told by icon and word. */
export function UserStatus({ status }: { status: User['status'] }) {
  const t = useAdminTexts()
  const isActive = status === 'active'
  return (
    <Badge
      variant="light"
      tt="none"
      color={isActive ? 'padi' : 'gray'}
      leftSection={<Icon name={isActive ? 'check' : 'user-off'} size={14} />}
    >
      {t(`users.status_${status}`)}
    </Badge>
  )
}
