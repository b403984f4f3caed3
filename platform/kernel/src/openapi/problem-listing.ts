import type { ProblemType } from '@lumbung/contract'
import type { Catalogue } from '../app/catalogue.ts'
import { statusOfType } from '../http/problem-body.ts'
import type { Texts } from '../texts/texts.ts'
import { problemsOf } from './problems-of.ts'
import { type Json, jsonSchemaOf } from './schema-book.ts'

/** Every failure by its code: status, and its sentence in both languages with `{param}` where a value will stand. */
export function listProblems(catalogue: Catalogue, texts: Texts): Json {
  const problems = new Map<string, ProblemType>()
  for (const { operation } of catalogue.operations.values()) {
    for (const problem of [...problemsOf(operation).values()].flat()) problems.set(problem.code, problem)
  }
  return {
    problems: [...problems.values()]
      .sort((one, other) => (one.code < other.code ? -1 : 1))
      .map((problem) => ({
        code: problem.code,
        status: statusOfType(problem),
        meaning: {
          id: texts.say('id', problem.code, placeholdersOf(problem)),
          en: texts.say('en', problem.code, placeholdersOf(problem)),
        },
      })),
  }
}

function placeholdersOf({ params }: ProblemType): Record<string, string> {
  const { properties = {} } = jsonSchemaOf(params, 'output') as { properties?: Json }
  return Object.fromEntries(Object.keys(properties).map((name) => [name, `{${name}}`]))
}
