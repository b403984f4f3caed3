export interface SchemaFormProps {
  /** JSON Schema, draft 2020-12, of an object. */
  schema: Readonly<Record<string, unknown>>
  initial?: Readonly<Record<string, unknown>>
  submitLabel?: string
  isBusy?: boolean
  /** What the server found wrong: field path → sentences; `_` for what belongs to none. */
  errors?: Readonly<Record<string, readonly string[]>>
  /** Told what is filled in, once the schema accepts it. */
  onSubmit(value: Record<string, unknown>): void
}
