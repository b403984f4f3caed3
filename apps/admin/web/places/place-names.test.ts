import { ApiProblem, type Client } from '@lumbung/client'
import { expect, it } from 'vitest'
import { PlaceNames } from './place-names.ts'

const site = (digit: number) => `site:01936f2a-7b1c-7000-8000-00000000000${digit}`

/** Answers every place with the name of its last digit, except those of digit 9. */
function serverThat(fails = 0) {
  const calls: string[][] = []
  let failures = fails
  const call = async (_operation: unknown, { places }: { places: string[] }) => {
    calls.push(places)
    failures -= 1
    if (failures >= 0) throw new ApiProblem({ status: 503, code: 'platform.unavailable', message: 'busy' })
    const data = places
      .filter((place) => !place.endsWith('9'))
      .map((place) => ({ kind: 'site', id: place.slice(5), name: `Lokasi ${place.at(-1)}` }))
    return { data }
  }
  return { calls, client: { call } as unknown as Client }
}

const answered = () => new Promise((resolve) => setTimeout(resolve))

it('asks for all that is wanted in one go, and for each once', async () => {
  const { client, calls } = serverThat()
  const names = new PlaceNames(client)
  expect([names.nameOf(site(1)), names.nameOf(site(2)), names.nameOf(site(1))]).toEqual(
    Array(3).fill(undefined),
  )
  let told = 0
  names.subscribe(() => {
    told += 1
  })
  await answered()
  expect([names.nameOf(site(1)), names.nameOf(site(2)), told]).toEqual(['Lokasi 1', 'Lokasi 2', 1])
  await answered()
  expect(calls).toEqual([[site(1), site(2)]])
})

it('knows that a place is not to be known, and does not ask again', async () => {
  const { client, calls } = serverThat()
  const names = new PlaceNames(client)
  names.nameOf(site(9))
  await answered()
  expect(names.nameOf(site(9))).toBeNull()
  await answered()
  expect(calls).toHaveLength(1)
})

it('asks again where no answer came', async () => {
  const { client } = serverThat(1)
  const names = new PlaceNames(client)
  names.nameOf(site(1))
  await answered()
  expect(names.nameOf(site(1))).toBeUndefined()
  await answered()
  expect(names.nameOf(site(1))).toBe('Lokasi 1')
})
