import { kernelApp, operationsOf } from '@lumbung/kernel'
import type { Screen } from '@lumbung/ui'
import type { BrowserContext, Page } from 'playwright-core'
import { apps } from '../../../server/src/apps.ts'
import { needsPermission } from '../documents.ts'
import type { DatasetName } from './datasets.ts'

/** A condition in which a screen is looked at. */
export interface State {
  id: string
  title: string
  dataset: DatasetName
  /** Also in English; the words are the same in every state. */
  inEnglish?: boolean
  asNewcomer?: boolean
  /** False: it makes no sense for this screen. `asks`: what the screen itself asks the server for. */
  appliesTo(screen: Screen, asks: ReadonlySet<string>): boolean
  /** Before the page is opened; answers what undoes it. */
  arrange?(page: Page, asks: ReadonlySet<string>): Promise<() => Promise<void>>
  /** Once it is open. */
  change?(context: BrowserContext): Promise<() => Promise<void>>
}

const QUERIES = new Set(
  operationsOf([kernelApp, ...apps]).flatMap(({ operation }) =>
    operation.kind === 'query' ? [operation.id] : [],
  ),
)
/** What shows many documents may show none, or a thousand; a document or a form is there or not. */
const showsRows = ({ path, operation }: Screen) => QUERIES.has(operation ?? '') && !path.includes('$')
const asksServer = (_: Screen, asks: ReadonlySet<string>) => asks.size > 0

export const states: readonly State[] = [
  { id: 'three', title: 'Three rows', dataset: 'three', inEnglish: true, appliesTo: () => true },
  { id: 'none', title: 'No data', dataset: 'none', appliesTo: showsRows },
  { id: 'thousand', title: 'A thousand rows', dataset: 'thousand', appliesTo: showsRows },
  { id: 'long', title: 'Names of 80 characters', dataset: 'long', appliesTo: asksServer },
  {
    id: 'error',
    title: 'The server fails',
    dataset: 'three',
    appliesTo: asksServer,
    arrange: async (page, asks) => {
      const isAsked = (url: URL) => asks.has(url.pathname)
      await page.route(isAsked, (route) =>
        route.fulfill({
          status: 500,
          contentType: 'application/problem+json',
          body: JSON.stringify(FAILURE),
        }),
      )
      return () => page.unroute(isAsked)
    },
  },
  {
    id: 'refused',
    title: 'Not permitted',
    dataset: 'three',
    asNewcomer: true,
    appliesTo: (screen) => needsPermission(screen),
  },
  {
    id: 'offline',
    title: 'No network',
    dataset: 'three',
    appliesTo: asksServer,
    change: async (context) => {
      await context.setOffline(true)
      return () => context.setOffline(false)
    },
  },
]

const FAILURE = {
  type: 'about:blank',
  status: 500,
  title: 'Internal Server Error',
  code: 'internal_error',
  detail: 'Terjadi kesalahan di server. Coba lagi; bila terulang, hubungi pengelola.',
  traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
}
