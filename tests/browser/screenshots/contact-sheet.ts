import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Screen } from '@lumbung/ui'
import type { State } from './states.ts'

export const PICTURES = fileURLToPath(new URL('../../../screenshots', import.meta.url))
const LOOKS = ['light', 'dark', 'phone', 'english']

/** All pictures that there are on one page, `screenshots/index.html`: a section per screen, a row per state. */
export async function writeContactSheet(screens: readonly Screen[], states: readonly State[]): Promise<void> {
  const sections = screens.map((screen) => {
    const rows = states.flatMap((state) => {
      const pictures = LOOKS.map((look) => `.${screen.path}/${state.id}-${look}.png`.replace('//', '/'))
      const taken = pictures.filter((picture) => existsSync(join(PICTURES, picture)))
      return taken.length === 0 ? [] : [`<h3>${state.title}</h3><div>${taken.map(imageOf).join('')}</div>`]
    })
    return `<section id="${screen.path}"><h2>${screen.title.en} <code>${screen.path}</code></h2>${rows.join('\n')}</section>`
  })
  const links = screens.map(({ path }) => `<a href="#${path}">${path}</a>`)
  await mkdir(PICTURES, { recursive: true })
  await writeFile(
    join(PICTURES, 'index.html'),
    `<!doctype html><meta charset="utf-8"><title>Screens</title><style>${STYLE}</style><nav>${links.join(' ')}</nav>${sections.join('\n')}`,
  )
}

const imageOf = (picture: string) =>
  `<a href="${picture}"><img loading="lazy" alt="${picture}" src="${picture}"></a>`

const STYLE = `
body { font: 14px system-ui; margin: 1rem; background: #ddd; }
div { display: flex; gap: 1rem; align-items: flex-start; overflow-x: auto; }
img { height: 480px; box-shadow: 0 1px 4px #0006; }
h3 { margin: 1rem 0 .25rem; }`
