import { httpOf } from '@lumbung/contract'
import { createSite, listSites, updateSite } from '@lumbung/fuel/contract'
import { expect, test } from 'vitest'
import { buildRequest } from '../../../../client/src/request.ts'
import { isRepeatable } from '../../../../client/src/retry.ts'
import type { CatalogueOperation } from '../../data/use-catalogue.ts'
import { operationOf } from './catalogue-operation.ts'

/** As the server lists it. */
function entryOf(operation: typeof createSite | typeof listSites | typeof updateSite): CatalogueOperation {
  const { method, path } = httpOf(operation)
  return {
    id: operation.id,
    kind: operation.kind,
    method,
    path: `/api/v1${path}`,
    summary: operation.summary,
    permission: operation.permission,
    scope: 'tenant',
    status: 200,
    body: 'json',
    answer: 'json',
    plane: 'tenant',
    unrecorded: false,
    carriers: {},
    versioned: operation.kind === 'command' && operation.versioned === true,
    schema: `/api/v1/schemas/${operation.id}`,
  }
}

test.each([
  [createSite, { code: 'A', name: 'B' }],
  [updateSite, { id: '01936f2a-7b1c-7000-8000-000000000011', name: 'B' }],
  [listSites, { limit: 5, search: 'a b' }],
])('$id is sent as the client of its contract sends it', (operation, input) => {
  const listed = operationOf(entryOf(operation))
  expect(buildRequest('', listed, input)).toEqual(buildRequest('', operation, input))
  expect(isRepeatable(listed)).toBe(isRepeatable(operation))
})
