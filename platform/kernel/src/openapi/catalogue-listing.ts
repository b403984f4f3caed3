import { httpOf } from '@lumbung/contract'
import type { Catalogue } from '../app/catalogue.ts'
import type { Config } from '../config/config.ts'
import { API_BASE } from '../http/api-base.ts'
import { statusOf } from '../operation/answer.ts'
import type { Json } from './schema-book.ts'

/** What the product can do, for programs that build on it: names, paths and words; nothing of any tenant. */
export function listCatalogue(
  catalogue: Catalogue,
  { uploadLimitBytes }: Pick<Config, 'uploadLimitBytes'>,
): Json {
  return {
    limits: { uploadBytes: uploadLimitBytes },
    apps: catalogue.apps.map((app) => ({
      id: app.id,
      name: app.name,
      summary: app.summary,
      menus: app.menus ?? [],
      permissions: Object.entries(app.permissions ?? {}).map(([id, label]) => ({ id, label })),
      scopes: (app.scopes ?? []).map(({ kind, label }) => ({ kind, label })),
      records: Object.entries(app.records ?? {}).map(([kind, { label }]) => ({ kind, label })),
      facts: Object.entries(app.facts ?? {}).map(([id, summary]) => ({ id, summary })),
      roles: (app.roles ?? []).map(({ key, name, permissions }) => ({ key, name, permissions })),
      operations: (app.operations ?? []).map(({ operation }) => {
        const { method, path } = httpOf(operation)
        return {
          id: operation.id,
          kind: operation.kind,
          method,
          path: API_BASE + path,
          summary: operation.summary,
          permission: operation.permission,
          scope: operation.scope ?? 'tenant',
          status: statusOf(operation),
          body: operation.body ?? 'json',
          answer: operation.answer ?? 'json',
          plane: operation.plane ?? 'tenant',
          unrecorded: operation.kind === 'command' && operation.unrecorded === true,
          carriers: operation.carriers ?? {},
          versioned: operation.kind === 'command' && operation.versioned === true,
          schema: `${API_BASE}/schemas/${operation.id}`,
        }
      }),
    })),
  }
}
