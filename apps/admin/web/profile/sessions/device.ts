/** What signed in, as far as it says so itself; the words around it are the screen's. */
export type Device =
  | { kind: 'browser'; browser: string; system: string }
  | { kind: 'program'; name: string }
  | { kind: 'unknown' }

/** In this order: most browsers also claim to be those that come later. */
const BROWSERS: readonly [RegExp, string][] = [
  [/\bEdg(e|A|iOS)?\//, 'Edge'],
  [/\b(OPR|Opera|OPT)\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(UCBrowser|UBrowser)\//, 'UC Browser'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/(Chrome|Chromium|CriOS)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
]

const SYSTEMS: readonly [RegExp, string][] = [
  [/\biPad\b/, 'iPad'],
  [/\biPhone\b/, 'iPhone'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bMac OS X\b|\bMacintosh\b/, 'macOS'],
  [/\bLinux\b|\bX11\b/, 'Linux'],
]

/** Reads a `User-Agent` (RFC 9110, § 10.1.5). Versions are left out: browsers no longer tell the true ones. */
export function deviceOf(agent: string | null): Device {
  if (agent === null) return { kind: 'unknown' }
  const browser = firstOf(BROWSERS, agent)
  const system = firstOf(SYSTEMS, agent)
  if (browser && system) return { kind: 'browser', browser, system }
  const name = /^[\w.-]+/.exec(agent)?.[0]
  return name === undefined || name === 'Mozilla' ? { kind: 'unknown' } : { kind: 'program', name }
}

function firstOf(known: readonly [RegExp, string][], agent: string): string | undefined {
  return known.find(([pattern]) => pattern.test(agent))?.[1]
}
