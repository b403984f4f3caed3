import type { Page } from 'playwright-core'

/** What a person may not notice and yet is wrong: errors in the console, refused content, requests that leave the server. */
export interface Faults {
  readonly found: readonly string[]
  /** What was found since it was last taken. */
  take(): string[]
  /** Answers that the test provokes itself: `401`, `/api/v1/fuel/stock/out 422`. */
  expect(...answers: string[]): void
}

export function watchFaults(page: Page, url: string): Faults {
  const found: string[] = []
  const expected: string[] = []
  const isExpected = (text: string) => expected.some((part) => text.includes(part))
  page.on('pageerror', (error) => found.push(`error: ${error.message}`))
  page.on('console', (message) => {
    const text = message.text()
    // The browser reports each failed request here too; those are judged below, where their address is known.
    if (message.type() !== 'error' || text.startsWith('Failed to load resource')) return
    if (!isExpected(text)) found.push(`console: ${text}`)
  })
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url())
    if (protocol.startsWith('http') && origin !== url) found.push(`left the server: ${request.url()}`)
  })
  page.on('response', (response) => {
    // A server on a busy machine sends calls away for a moment, and the client asks again by itself.
    if (response.status() === 503) return
    const answer = `${new URL(response.url()).pathname} ${response.status()}`
    if (response.status() >= 400 && !isExpected(answer)) found.push(`answer: ${answer}`)
  })
  return {
    found,
    take: () => found.splice(0),
    expect: (...answers) => {
      expected.push(...answers)
    },
  }
}
