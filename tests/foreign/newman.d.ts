/** What of newman is used here; it has no types of its own. */
declare module 'newman' {
  export interface Execution {
    item: { id: string; name: string }
    response?: { code: number; text(): string }
    assertions?: { assertion: string; error?: { message: string } }[]
    requestError?: Error
  }
  export interface Summary {
    run: {
      executions: Execution[]
      failures: { error: { message: string }; source?: { id?: string; name?: string } }[]
    }
  }
  export function run(
    options: { collection: object; environment: object; timeoutScript?: number },
    done: (error: Error | null, summary: Summary) => void,
  ): void
}
