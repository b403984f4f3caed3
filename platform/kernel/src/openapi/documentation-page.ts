import { httpOf, type Locale, type Operation } from '@lumbung/contract'
import type { AppManifest } from '../app/define-app.ts'
import { API_BASE } from '../http/api-base.ts'
import { type Html, html } from './html.ts'
import { problemsOf } from './problems-of.ts'
import { type Json, jsonSchemaOf } from './schema-book.ts'

const WORDS = {
  id: {
    title: 'Dokumentasi API Lumbung',
    search: 'Cari operasi',
    find: 'Cari',
    nothing: 'Tidak ada operasi yang cocok.',
    permission: 'Izin',
    scope: 'Jangkauan',
    input: 'Masukan',
    output: 'Jawaban',
    example: 'Contoh',
    failures: 'Kegagalan',
    whole: 'Dokumen OpenAPI',
  },
  en: {
    title: 'Lumbung API documentation',
    search: 'Find an operation',
    find: 'Find',
    nothing: 'No operation matches.',
    permission: 'Permission',
    scope: 'Scope',
    input: 'Input',
    output: 'Answer',
    example: 'Example',
    failures: 'Failures',
    whole: 'OpenAPI document',
  },
} as const

export interface PageOptions {
  locale: Locale
  /** Words that an operation's id, path or summary must contain. */
  search: string
}

/** A page that needs no script: every operation with its schemas, example and failures, folded until opened. */
export function documentationPage(apps: readonly AppManifest[], { locale, search }: PageOptions): string {
  const words = WORDS[locale]
  const wanted = search.toLowerCase().split(/\s+/).filter(Boolean)
  const sections = apps.flatMap((app) => {
    const operations = (app.operations ?? [])
      .map((bound) => bound.operation)
      .filter((operation) => wanted.every((word) => searchedText(operation).includes(word)))
    return operations.length > 0 ? [sectionOf(app, operations, locale)] : []
  })
  return html`<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${words.title}</title>
<link rel="stylesheet" href="${API_BASE}/docs/style.css">
</head>
<body>
<header>
<h1>${words.title}</h1>
<form method="get" action="${API_BASE}/docs" role="search">
<label for="q">${words.search}</label>
<input id="q" name="q" type="search" maxlength="100" value="${search}">
<button>${words.find}</button>
</form>
<nav><a href="${API_BASE}/openapi.json">${words.whole}</a></nav>
</header>
<main>
${sections.length > 0 ? sections : html`<p>${words.nothing}</p>`}
</main>
</body>
</html>
`.text
}

function searchedText({ id, http, summary }: Operation): string {
  return `${id} ${http} ${summary.id} ${summary.en}`.toLowerCase()
}

function sectionOf(app: AppManifest, operations: Operation[], locale: Locale): Html {
  return html`<section id="${app.id}">
<h2>${app.name[locale]}</h2>
<p>${app.summary[locale]}</p>
${operations.map((operation) => detailsOf(operation, locale))}
</section>
`
}

function detailsOf(operation: Operation, locale: Locale): Html {
  const words = WORDS[locale]
  const { method, path } = httpOf(operation)
  const { example } = operation
  return html`<details id="${operation.id}">
<summary><b class="${method.toLowerCase()}">${method}</b> <code>${API_BASE}${path}</code> ${operation.summary[locale]}</summary>
<p><code>${operation.id}</code> · ${words.permission} <code>${operation.permission}</code> · ${words.scope} <code>${operation.scope ?? 'tenant'}</code></p>
<h3>${words.input}</h3>
${codeOf(jsonSchemaOf(operation.input.strict(), 'input'))}
<h3>${words.example}</h3>
${codeOf(example.input as Json)}
${operation.answer === 'file' ? html`` : html`<h3>${words.output}</h3>${codeOf(jsonSchemaOf(operation.output, 'output'))}`}
${example.output === undefined ? html`` : codeOf(example.output as Json)}
<h3>${words.failures}</h3>
<ul>${failuresOf(operation)}</ul>
</details>
`
}

function failuresOf(operation: Operation): Html[] {
  return [...problemsOf(operation)].map(
    ([status, problems]) =>
      html`<li>${status}: <code>${problems.map((one) => one.code).join(', ')}</code></li>`,
  )
}

function codeOf(value: Json): Html {
  return html`<pre><code>${JSON.stringify(value, null, 2)}</code></pre>`
}

export const DOCUMENTATION_STYLE = `:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { margin: 0 auto; max-width: 64rem; padding: 1rem }
header form { display: flex; gap: 0.5rem; align-items: center; flex-wrap: wrap }
details { border: 1px solid color-mix(in srgb, currentColor 25%, transparent); border-radius: 6px; margin: 0.5rem 0; padding: 0.5rem 0.75rem }
summary { cursor: pointer }
summary b { display: inline-block; min-width: 4rem }
.get { color: #1769aa } .post { color: #1b7f3b } .put, .patch { color: #9a6700 } .delete { color: #b3261e }
@media (prefers-color-scheme: dark) {
  .get { color: #7cc4ff } .post { color: #79d991 } .put, .patch { color: #e6b800 } .delete { color: #ff8a80 }
}
pre { overflow-x: auto; padding: 0.75rem; border-radius: 6px; background: color-mix(in srgb, currentColor 8%, transparent) }
h3 { margin-bottom: 0.25rem; font-size: 1rem }
`
