import type { Operation } from '@lumbung/contract'
import { GuardedButton, Text, useSession } from '@lumbung/ui'
import type { ReactNode } from 'react'
import { useAdminTexts } from '../texts/use-admin-texts.ts'

/** A part of a screen for those who may see it; others learn why they do not. */
export function Permitted({
  operation,
  children,
}: {
  operation: Pick<Operation, 'permission'>
  children: ReactNode
}) {
  const t = useAdminTexts()
  const { can } = useSession()
  if (can(operation.permission)) return children
  return (
    <div>
      <Text size="sm" mb="xs">
        {t('access.part_hidden')}
      </Text>
      <GuardedButton operation={operation} size="compact-sm" variant="light">
        {t('access.why')}
      </GuardedButton>
    </div>
  )
}
