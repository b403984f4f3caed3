import type { LocalText } from '@lumbung/contract'
import { useQuery } from '@tanstack/react-query'
import { readDocument, useCatalogue } from '../data/use-catalogue.ts'
import { useLocale, useLocalText } from '../texts/texts.ts'

/** What an operation does, in words: `Menambah pengguna …`; its id where nobody knows it (any more). */
export function useOperationWords(): (operation: string) => string {
  const local = useLocalText()
  const catalogue = useCatalogue()
  return (operation) => {
    const known = catalogue.data
      ?.flatMap((app) => [...app.operations, ...app.facts])
      .find(({ id }) => id === operation)
    return known ? local(known.summary) : operation
  }
}

export interface FieldWords {
  label(field: string): string
  /** The words of a value where the field is a choice. */
  choice(field: string, value: string): string | undefined
}

interface FieldSchema {
  'x-label'?: LocalText
  'x-choices'?: Readonly<Record<string, LocalText>>
}

/** What the fields of an operation are called, as its own schema says. */
export function useFieldWords(operation: string): FieldWords {
  const locale = useLocale()
  const catalogue = useCatalogue()
  const isKnown = catalogue.data?.some((app) => app.operations.some(({ id }) => id === operation)) ?? false
  const schema = useQuery({
    queryKey: ['schema', operation],
    queryFn: ({ signal }) =>
      readDocument<{ properties?: Record<string, FieldSchema> }>(`/api/v1/schemas/${operation}`, signal),
    enabled: isKnown,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const fieldOf = (field: string) => schema.data?.properties?.[camelCase(field)]
  return {
    label: (field) => fieldOf(field)?.['x-label']?.[locale] ?? spelledOut(field),
    choice: (field, value) => fieldOf(field)?.['x-choices']?.[value]?.[locale],
  }
}

/** Rows are recorded by the names of their columns, `low_stock_litres`. */
function camelCase(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
}

/** `startsAt` → `starts at`: better than a code, where nobody has given it a name. */
function spelledOut(name: string): string {
  return camelCase(name).replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
}
