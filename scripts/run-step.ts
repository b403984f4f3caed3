import { spawn } from 'node:child_process'

/** Runs one program with our Node and tools first on the path; resolves to its exit code, output shown as it comes. */
export function runStep(command: string, args: string[], env: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit', env: { ...process.env, ...env } })
    child.on('error', reject)
    child.on('exit', (code, signal) => resolve(signal ? 1 : (code ?? 1)))
  })
}
