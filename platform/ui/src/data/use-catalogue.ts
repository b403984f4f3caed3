import { ApiProblem } from '@lumbung/client'
import type { Carriers, LocalText, Method, Operation } from '@lumbung/contract'
import { type UseQueryResult, useQuery } from '@tanstack/react-query'

/** An operation as the server lists it, for what knows no contract. */
export interface CatalogueOperation {
  id: string
  kind: Operation['kind']
  method: Method
  path: string
  summary: LocalText
  permission: string
  scope: string
  status: number
  body: 'json' | 'upload'
  answer: 'json' | 'file'
  plane: 'tenant' | 'control'
  unrecorded: boolean
  carriers: Carriers
  versioned: boolean
  schema: string
}

export interface CatalogueApp {
  id: string
  name: LocalText
  summary: LocalText
  permissions: readonly { id: string; label: LocalText }[]
  /** Templates: what a tenant starts with; it may have changed them. */
  roles: readonly { key: string; name: LocalText; permissions: readonly string[] }[]
  /** Kinds of record that the audit trail can hold. */
  records: readonly { kind: string; label: LocalText }[]
  /** What is recorded besides operations. */
  facts: readonly { id: string; summary: LocalText }[]
  scopes: readonly { kind: string; label: LocalText }[]
  operations: readonly CatalogueOperation[]
}

interface CatalogueDocument {
  limits: { uploadBytes: number }
  apps: readonly CatalogueApp[]
}

const CATALOGUE = '/api/v1/catalogue'

/** What the product can do, in words. */
export function useCatalogue(enabled = true): UseQueryResult<readonly CatalogueApp[], ApiProblem> {
  return useServerDocument(CATALOGUE, ({ apps }: CatalogueDocument) => apps, enabled)
}

/** How large a file the server takes; null while that is not known, and the server then says it. */
export function useUploadLimit(): number | null {
  const limit = useServerDocument(CATALOGUE, ({ limits }: CatalogueDocument) => limits.uploadBytes)
  return limit.data ?? null
}

/** What the server says of itself: the same for everybody, so it is asked once. */
export function useServerDocument<Whole, Part>(
  path: string,
  select: (whole: Whole) => Part,
  enabled = true,
): UseQueryResult<Part, ApiProblem> {
  return useQuery<Whole, ApiProblem, Part>({
    queryKey: ['document', path],
    queryFn: ({ signal }) => readDocument<Whole>(path, signal),
    select,
    enabled,
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** One of the server's documents about itself, which are no operations. */
export async function readDocument<T>(path: string, signal: AbortSignal): Promise<T> {
  let response: Response
  try {
    response = await fetch(path, { signal })
  } catch (cause) {
    signal.throwIfAborted()
    throw new ApiProblem({
      status: 0,
      code: 'client.unreachable',
      message: 'the server cannot be reached',
      cause,
    })
  }
  if (response.ok) return (await response.json()) as T
  const { status } = response
  throw new ApiProblem({ status, code: 'client.unexpected_answer', message: `unexpected answer ${status}` })
}
