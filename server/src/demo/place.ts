import type { Config, Services } from '@lumbung/kernel'

/** The running installation that the demo fills: its address, and what only who starts the program has. */
export interface DemoPlace {
  url: string
  config: Config
  services: Services
  say(line: string): void
}

/** For people: seconds with one decimal. */
export function secondsSince(began: number): string {
  return ((performance.now() - began) / 1000).toFixed(1)
}
