import type { EventType } from '@lumbung/contract'
import type { Subscription } from '../app/define-app.ts'
import { row, table } from './permission-list.ts'
import { type Json, jsonSchemaOf } from './schema-book.ts'

/** Every event with its payload's fields and who listens inside the product, as Markdown. */
export function listEvents(events: readonly EventType[], subscriptions: readonly Subscription[]): string {
  const sorted = [...events].sort((one, other) => (one.name < other.name ? -1 : 1))
  return [
    '# Events\n',
    'Generated from the contracts; `npm run generate` writes it anew. An event is written in the transaction that',
    'made it true and delivered at least once, in order for each aggregate.\n',
    ...sorted.flatMap((event) => sectionOf(event, subscriptions)),
  ].join('\n')
}

function sectionOf(event: EventType, subscriptions: readonly Subscription[]): string[] {
  const listeners = subscriptions.filter((subscription) => subscription.event.name === event.name)
  const { properties = {}, required = [] } = jsonSchemaOf(event.payload, 'output') as {
    properties?: Record<string, Json>
    required?: string[]
  }
  const rows = Object.entries(properties).map(([name, schema]) =>
    row([`\`${name}\``, typeOf(schema), required.includes(name) ? 'always' : 'may be absent']),
  )
  return [
    `## \`${event.name}\`\n`,
    `${event.summary.en} (${event.summary.id}).\n`,
    table(['Field', 'Type', 'Present'], rows),
    `Listeners: ${listeners.map(({ name }) => `\`${name}\``).join(' ') || 'none in the product'}\n`,
  ]
}

function typeOf(schema: Json): string {
  const { type, format, anyOf, enum: choices, $ref } = schema
  if (Array.isArray(choices)) return choices.map(String).join(' / ')
  if (Array.isArray(anyOf)) return (anyOf as Json[]).map(typeOf).join(' or ')
  if (typeof $ref === 'string') return $ref.split('/').at(-1) as string
  const kind = Array.isArray(type) ? type.join(' or ') : String(type ?? 'any')
  return format === undefined ? kind : `${kind} (${format})`
}
