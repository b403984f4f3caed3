import { type Operation, PUBLIC, SIGNED_IN } from '@lumbung/contract'
import type { AppManifest, RoleTemplate } from '../app/define-app.ts'

/** Every permission with what it allows and which operations ask for it, and every role template, as Markdown. */
export function listPermissions(apps: readonly AppManifest[]): string {
  const operations = apps.flatMap((app) => (app.operations ?? []).map((bound) => bound.operation))
  const open = (marker: string) => operations.filter((operation) => operation.permission === marker)
  return [
    '# Permissions and roles\n',
    'Generated from the manifests; `npm run generate` writes it anew. Wildcards in roles match whole segments.\n',
    ...apps.flatMap((app) => sectionOf(app, operations)),
    '## Without a permission\n',
    `Open to everybody: ${idsOf(open(PUBLIC))}\n`,
    `Open to everybody who is signed in: ${idsOf(open(SIGNED_IN))}\n`,
  ].join('\n')
}

function sectionOf(app: AppManifest, operations: Operation[]): string[] {
  const permissions = Object.entries(app.permissions ?? {})
  const roles = app.roles ?? []
  if (permissions.length === 0 && roles.length === 0) return []
  return [
    `## ${app.name.en} (\`${app.id}\`)\n`,
    ...(permissions.length > 0 ? [permissionTable(permissions, operations)] : []),
    ...(roles.length > 0 ? [roleTable(roles)] : []),
  ]
}

function permissionTable(
  permissions: [string, { id: string; en: string }][],
  operations: Operation[],
): string {
  const rows = permissions.map(([id, label]) => {
    const asking = operations.filter((operation) => operation.permission === id)
    const scopes = [...new Set(asking.map((operation) => operation.scope ?? 'tenant'))].join(', ')
    return row([`\`${id}\``, label.en, label.id, scopes || '–', idsOf(asking)])
  })
  return table(['Permission', 'Allows', 'Indonesian', 'Scope', 'Operations'], rows)
}

function roleTable(roles: RoleTemplate[]): string {
  const rows = roles.map(({ key, name, permissions }) =>
    row([`\`${key}\``, name.en, name.id, permissions.map((id) => `\`${id}\``).join(' ')]),
  )
  return table(['Role template', 'Name', 'Indonesian', 'Permissions'], rows)
}

function idsOf(operations: Operation[]): string {
  return operations.length === 0 ? '–' : operations.map(({ id }) => `\`${id}\``).join(' ')
}

export function table(heads: string[], rows: string[]): string {
  return `${[row(heads), row(heads.map(() => '---')), ...rows].join('\n')}\n`
}

export function row(cells: string[]): string {
  return `| ${cells.map((cell) => cell.replace(/\|/g, '\\|').replace(/\s*\n\s*/g, ' ')).join(' | ')} |`
}
