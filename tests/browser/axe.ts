import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const AXE = createRequire(import.meta.url).resolve('axe-core')

/**
 * What axe finds on the page as it is now, by the rules of WCAG 2.2 AA: rule, what is wrong, the first element of which
 * that is true, and how many there are.
 */
export async function findBarriers(page: Page): Promise<string[]> {
  // A page under our content policy takes no script from a test: axe is evaluated as the debugger would.
  await page.evaluate(await readAxe())
  const found = await page.evaluate(async () => {
    const { violations } = await (window as unknown as AxeWindow).axe.run(document, {
      // Menus and hints hang at the end of the page, outside of its regions, and belong to what opened them.
      rules: { region: { enabled: false } },
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    })
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => ({
        what: `${id}: ${failureSummary?.replace(/\s+/g, ' ')}`,
        html,
      })),
    )
  })
  const alike = Map.groupBy(found, ({ what }) => what)
  return [...alike].map(([what, [first, ...more]]) => `${what} At ${first?.html} and ${more.length} more`)
}

interface AxeWindow {
  axe: {
    run(
      root: Document,
      options: { runOnly: string[]; rules: Record<string, { enabled: boolean }> },
    ): Promise<{ violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[] }>
  }
}

let source: Promise<string> | undefined
function readAxe(): Promise<string> {
  source ??= readFile(AXE, 'utf8')
  return source
}
