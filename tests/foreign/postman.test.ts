import { buildPostmanCollection, buildPostmanEnvironment, kernelApp, operationsOf } from '@lumbung/kernel'
import newman, { type Summary } from 'newman'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { apps } from '../../server/src/apps.ts'
import { type RunningServer, startEmptyInstallation } from './running-server.ts'

const all = [kernelApp, ...apps]

let server: RunningServer
beforeAll(async () => {
  server = await startEmptyInstallation()
}, 180_000)
afterAll(() => server?.stop())

/** The environment as somebody fills it in: where the server is, and who signs in. */
function environment(): object {
  const known: Record<string, string> = {
    baseUrl: server.url,
    login: server.login,
    password: server.password,
  }
  const { values, ...rest } = buildPostmanEnvironment() as { values: { key: string; value: string }[] }
  return { ...rest, values: values.map((one) => ({ ...one, value: known[one.key] ?? one.value })) }
}

test('the collection, run whole on an empty installation, calls every operation and each succeeds', async () => {
  const { run } = await new Promise<Summary>((resolve, reject) => {
    newman.run({ collection: buildPostmanCollection(all), environment: environment() }, (error, summary) =>
      error ? reject(error) : resolve(summary),
    )
  })
  const answers = new Map(
    run.executions.map(({ item, response }) => [item.id, response?.text() ?? 'no answer']),
  )
  const faults = run.failures.map(
    ({ error, source }) =>
      `${source?.id ?? ''}: ${error.message} ${answers.get(source?.id ?? '')?.slice(0, 300)}`,
  )
  expect(faults).toEqual([])
  expect(
    operationsOf(all)
      .map(({ operation }) => operation.id)
      .filter((id) => !answers.has(id)),
  ).toEqual([])
}, 180_000)
