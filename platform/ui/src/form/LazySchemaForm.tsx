import { Skeleton } from '@mantine/core'
import { lazy, Suspense } from 'react'
import { useUiTexts } from '../texts/texts.ts'
import type { SchemaFormProps } from './schema/schema-form-types.ts'

const Loaded = lazy(() =>
  import('./schema/SchemaForm.tsx').then(({ SchemaForm }) => ({ default: SchemaForm })),
)

/** {@link Loaded} with its library, which is large and fetched only where a form comes from a schema alone. */
export function SchemaForm(props: SchemaFormProps) {
  const t = useUiTexts()
  return (
    <Suspense
      fallback={
        <div role="status" aria-label={t('status.loading')}>
          <Skeleton height={240} />
        </div>
      }
    >
      <Loaded {...props} />
    </Suspense>
  )
}
