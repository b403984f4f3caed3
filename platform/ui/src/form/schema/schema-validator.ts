import {
  createErrorHandler,
  type RJSFSchema,
  type RJSFValidationError,
  toErrorSchema,
  unwrapErrorHandler,
  type ValidatorType,
  validationDataMerge,
} from '@rjsf/utils'
import type { z } from 'zod'
import type { FieldSchema } from '../facts/field-schema.ts'
import { issuesOfSchema } from './issues-of-schema.ts'

type Say = (issue: z.core.$ZodIssue) => string

/** What a schema form asks to know whether its data are right; it says what is wrong in our own sentences. */
export function createSchemaValidator(say: Say): ValidatorType {
  const errorsOf = (schema: RJSFSchema, data: unknown) =>
    issuesOfSchema(schema as FieldSchema, data).map((issue) => errorOf(issue, say))
  return {
    validateFormData: (data, schema, customValidate, transformErrors, uiSchema) => {
      const found = errorsOf(schema, data)
      const errors = transformErrors ? transformErrors(found, uiSchema) : found
      const validation = { errors, errorSchema: toErrorSchema(errors) }
      if (!customValidate) return validation
      const handler = customValidate(data, createErrorHandler(data), uiSchema, validation.errorSchema)
      return validationDataMerge(validation, unwrapErrorHandler(handler))
    },
    isValid: (schema, data, root) =>
      issuesOfSchema({ ...schema, $defs: { ...root.$defs, ...schema.$defs } } as FieldSchema, data).length ===
      0,
    rawValidation: <Result>(schema: RJSFSchema, data: unknown) => ({
      errors: errorsOf(schema, data) as Result[],
    }),
  }
}

function errorOf(issue: z.core.$ZodIssue, say: Say): RJSFValidationError {
  const message = say(issue)
  return {
    name: issue.code,
    property: issue.path.map((name) => `.${String(name)}`).join(''),
    message,
    stack: message,
  }
}
