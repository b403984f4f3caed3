import { execFileSync } from 'node:child_process'
import { type Browser, chromium } from 'playwright-core'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** The machine's own browser, or undefined; `LUMBUNG_TEST_BROWSER` names another. */
export function findBrowser(): string | undefined {
  if (process.env.LUMBUNG_TEST_BROWSER) return process.env.LUMBUNG_TEST_BROWSER
  for (const name of NAMES) {
    try {
      return execFileSync('which', [name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
    } catch (error) {
      if ((error as { status?: number }).status === undefined) throw error
    }
  }
  return undefined
}

/** True where browser tests run: where there is a browser, and where everything is required. */
export const runsBrowser = findBrowser() !== undefined || process.env.LUMBUNG_TEST_REQUIRE === 'all'

export async function launchBrowser(): Promise<Browser> {
  const executablePath = findBrowser()
  if (!executablePath) throw new Error(`none of ${NAMES.join(', ')} is installed; set LUMBUNG_TEST_BROWSER`)
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] })
}
