import type { LocalText, Operation } from '@lumbung/contract'
import { httpOf, PUBLIC, SIGNED_IN } from '@lumbung/contract'
import { recordKindsOf } from '../imports/importable-fields.ts'
import type { BoundOperation } from '../operation/handle.ts'
import { faultsOfRecord, type KnownRecord, knownRecord } from '../trail/known-records.ts'
import type {
  AppManifest,
  ConstraintMeaning,
  JobDefinition,
  MenuEntry,
  NamesDefinition,
  RoleTemplate,
  ScopeDefinition,
  Subscription,
} from './define-app.ts'

/** All apps of the product, checked together and looked up by name. Built once at start. */
export interface Catalogue {
  readonly apps: readonly AppManifest[]
  readonly operations: ReadonlyMap<string, BoundOperation>
  readonly permissions: ReadonlyMap<string, LocalText>
  readonly constraints: ReadonlyMap<string, ConstraintMeaning>
  readonly names: ReadonlyMap<string, NamesDefinition>
  readonly numbers: ReadonlyMap<string, string>
  readonly scopes: ReadonlyMap<string, ScopeDefinition>
  readonly records: ReadonlyMap<string | null, KnownRecord>
  /** What is recorded besides commands, in words. */
  readonly facts: ReadonlyMap<string, LocalText>
  /** By key: roles that apps bring. */
  readonly roleTemplates: ReadonlyMap<string, RoleTemplate>
  readonly subscriptions: readonly Subscription[]
  readonly jobs: ReadonlyMap<string, JobDefinition>
  readonly provided: ReadonlyMap<string, unknown>
}

/** The apps do not fit together; every fault is in the message, so that one start shows them all. */
export class CatalogueError extends Error {
  override readonly name = 'CatalogueError'
}

/** Joins the manifests and refuses what must not run: a name used twice, an undeclared permission, an unmet need. */
export function buildCatalogue(apps: readonly AppManifest[]): Catalogue {
  const faults: string[] = []
  const collect = <T>(what: string, entriesOf: (app: AppManifest) => [string, T][]): Map<string, T> => {
    const all = new Map<string, T>()
    for (const app of apps) {
      for (const [name, value] of entriesOf(app)) {
        if (all.has(name)) faults.push(`${what} "${name}" is declared twice (again by ${app.id})`)
        all.set(name, value)
      }
    }
    return all
  }
  collect('app', (app) => [[app.id, app]])
  const operations = collect('operation', (app) =>
    (app.operations ?? []).map((bound) => [bound.operation.id, bound]),
  )
  collect('route', (app) => (app.operations ?? []).map((bound) => [routeKey(bound.operation), bound]))
  const menus = collect('menu entry', (app) => (app.menus ?? []).map((entry) => [entry.id, entry]))
  collect('menu path', (app) => (app.menus ?? []).map((entry) => [entry.path, entry]))
  const permissions = collect('permission', (app) => Object.entries(app.permissions ?? {}))
  const records = collect('kind of record', (app) => Object.entries(app.records ?? {}))
  const scopes = collect('scope kind', (app) => (app.scopes ?? []).map((scope) => [scope.kind, scope]))
  const provided = collect('provided function', (app) => Object.entries(app.provides ?? {}))
  const catalogue: Catalogue = {
    apps,
    operations,
    permissions,
    constraints: collect('constraint', (app) => Object.entries(app.constraints ?? {})),
    names: collect('named kind of record', (app) => Object.entries(app.names ?? {})),
    numbers: collect('document type', (app) => Object.entries(app.numbers ?? {})),
    scopes,
    records: new Map([...records].map(([kind, record]) => [kind, knownRecord(record)])),
    facts: collect('recorded fact', (app) => Object.entries(app.facts ?? {})),
    roleTemplates: collect('role template', (app) => (app.roles ?? []).map((role) => [role.key, role])),
    subscriptions: [
      ...collect('subscription', (app) => (app.subscriptions ?? []).map((s) => [s.name, s])).values(),
    ],
    jobs: collect('job', (app) => (app.jobs ?? []).map((job) => [job.name, job])),
    provided,
  }
  for (const { operation } of operations.values()) faults.push(...faultsOf(operation, catalogue))
  for (const [kind, record] of records) faults.push(...faultsOfRecord(kind, record))
  for (const entry of menus.values()) faults.push(...faultsOfMenu(entry, permissions))
  for (const app of apps) {
    for (const need of app.needs ?? []) {
      if (!provided.has(need)) faults.push(`${app.id} needs "${need}", which no app provides`)
    }
  }
  if (faults.length > 0) throw new CatalogueError(`the apps do not fit together:\n  ${faults.join('\n  ')}`)
  return catalogue
}

function faultsOf(operation: Operation, catalogue: Catalogue): string[] {
  const { permissions, scopes, operations } = catalogue
  const faults: string[] = []
  const { id, permission, scope = 'tenant' } = operation
  if (permission !== PUBLIC && permission !== SIGNED_IN && !permissions.has(permission)) {
    faults.push(`${id}: permission "${permission}" is not declared`)
  }
  if (scope !== 'tenant' && scope !== 'own' && !scopes.has(scope))
    faults.push(`${id}: unknown scope kind "${scope}"`)
  const { method, params } = httpOf(operation)
  if ((operation.kind === 'query') !== (method === 'GET') && operation.plane !== 'control') {
    if (operation.kind === 'command') faults.push(`${id}: a command cannot be a GET`)
    else if (method !== 'POST') faults.push(`${id}: a query is a GET, or a POST where its input needs a body`)
  }
  for (const param of params) {
    if (!(param in operation.input.shape)) faults.push(`${id}: path parameter "${param}" is not in the input`)
  }
  const reversedBy = operation.kind === 'command' ? operation.reversedBy : undefined
  if (reversedBy && !operations.has(reversedBy)) faults.push(`${id}: reversed by unknown "${reversedBy}"`)
  for (const kind of recordKindsOf(operation.input)) {
    if (!catalogue.names.has(kind)) faults.push(`${id}: no app lists the names of "${kind}"`)
  }
  return faults
}

function faultsOfMenu({ id, path, permission }: MenuEntry, permissions: Catalogue['permissions']): string[] {
  const faults: string[] = []
  if (!permissions.has(permission)) faults.push(`menu ${id}: permission "${permission}" is not declared`)
  if (!path.startsWith('/')) faults.push(`menu ${id}: "${path}" is no path of the console`)
  return faults
}

function routeKey(operation: Operation): string {
  const { method, path } = httpOf(operation)
  return `${method} ${path.replace(/\{\w+\}/g, '{}')}`
}
