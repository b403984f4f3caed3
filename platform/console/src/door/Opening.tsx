import { Skeleton, useUiTexts } from '@lumbung/ui'

/** The outline of the workspace while its code comes: nothing jumps when it is there. */
export function Opening() {
  const t = useUiTexts()
  return (
    <div role="status" aria-label={t('status.loading')}>
      <Skeleton height={56} radius={0} animate={false} />
      <Skeleton height={28} width={220} m="xl" />
      <Skeleton height={120} mx="xl" width="auto" />
    </div>
  )
}
