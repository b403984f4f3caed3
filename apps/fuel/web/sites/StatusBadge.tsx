import { Badge, Icon } from '@lumbung/ui'
import { useFuelTexts } from '../texts/use-fuel-texts.ts'

/** Whether a site or product takes new lines. */
export function StatusBadge({ status }: { status: 'active' | 'inactive' }) {
  const t = useFuelTexts()
  const isActive = status === 'active'
  return (
    <Badge
      variant="default"
      fw={500}
      tt="none"
      leftSection={<Icon name={isActive ? 'check' : 'x'} size={12} />}
    >
      {t(isActive ? 'site.active' : 'site.inactive')}
    </Badge>
  )
}
