import { listStockHistory } from '@lumbung/fuel/contract'
import type { Page } from 'playwright-core'
import type { Cast, Post } from '../people.ts'
import { wordsIn } from '../words.ts'

const words = wordsIn('id')
const { fuel: t, number } = words

/** The form in which an operator says how much was used, as a person finds its parts; in Indonesian. */
export const recording = {
  path: '/fuel/out',
  /** What is asked of the server to save it. */
  address: '**/api/v1/fuel/stock/out',
  amount: (page: Page) => page.getByLabel(t('record.amount_out')),
  save: (page: Page) => page.getByRole('button', { name: t('record.save') }),
  /** What is left, as the form says it. */
  left: (page: Page, litres: number) => page.getByText(t('record.left', { litres: `${number(litres)} L` })),
  /** So much has been recorded, and so much is left. */
  recorded: (page: Page, used: number, left: number) =>
    page
      .getByRole('status')
      .filter({
        has: page.getByRole('heading', { name: t('recorded.out', { litres: `${number(used)} L` }) }),
      })
      .getByText(`${number(left)} L`),
}

/** The uses that the book of a site has, in litres. */
export async function usesOf({ desk }: Cast, { code }: Post['site']): Promise<number[]> {
  const { body } = await desk.call(listStockHistory, { location: code, type: 'OUT' })
  return body.data.map(({ amountLitres }) => amountLitres)
}
