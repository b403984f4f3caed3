import type { FieldSchema } from '../facts/field-schema.ts'
import { formTexts } from '../form-texts.ts'

const NAME = 'ifMatch'

const VERSION: FieldSchema = {
  type: 'integer',
  minimum: 0,
  maximum: 2_147_483_647,
  'x-label': { id: formTexts.id['run.version'], en: formTexts.en['run.version'] },
  'x-help': { id: formTexts.id['run.version_help'], en: formTexts.en['run.version_help'] },
}

/** The schema with a field for the version that a versioned command is meant for; it travels outside the input. */
export function withVersion(schema: FieldSchema): FieldSchema {
  return {
    ...schema,
    properties: { ...schema.properties, [NAME]: VERSION },
    required: [...(schema.required ?? []), NAME],
  }
}

/** What is filled in, as input and version. */
export function splitVersion(filled: Readonly<Record<string, unknown>>): {
  input: Record<string, unknown>
  version: number | undefined
} {
  const { [NAME]: version, ...input } = filled
  return { input, version: typeof version === 'number' ? version : undefined }
}
