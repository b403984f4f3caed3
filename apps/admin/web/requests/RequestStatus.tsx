import { Badge, Icon, type IconName } from '@lumbung/ui'
import type { AccessRequest } from '../../contract/index.ts'
import { useAdminTexts } from '../texts/use-admin-texts.ts'

type Status = AccessRequest['status']

const LOOKS: Readonly<Record<Status, { color: string; icon: IconName }>> = {
  open: { color: 'orange', icon: 'hand-stop' },
  granted: { color: 'padi', icon: 'check' },
  declined: { color: 'gray', icon: 'x' },
}

export function RequestStatus({ status }: { status: Status }) {
  const t = useAdminTexts()
  const { color, icon } = LOOKS[status]
  return (
    <Badge variant="light" color={color} tt="none" leftSection={<Icon name={icon} size={13} />}>
      {t(`requests.status_${status}`)}
    </Badge>
  )
}
