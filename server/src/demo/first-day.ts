import type { Client } from '@lumbung/client'
import { listStockHistory, recordStockIn, recordStockOut, reverseStockEntry } from '@lumbung/fuel/contract'
import type { FuelOrganisation } from './fuel-organisation.ts'
import type { DemoPlace } from './place.ts'
import { signIn } from './sign-in.ts'

const DELIVERY = 'Kiriman tambahan, surat jalan 0417'
const DELIVERY_AGAIN = 'Kiriman tambahan, surat jalan 0417 (dicatat dua kali)'
const GENSET_TEST = 'Uji beban genset'
const SHORT_TRIP = 'Tug assist, trip pendek'

/**
 * What people record on the day of the demo's first start, each as themselves: a delivery, the same one once more by
 * mistake and taken back, and the use at both sites. Nothing that is there already is recorded again.
 */
export async function liveFirstDay(
  place: DemoPlace,
  { fuelAdmin, operators }: FuelOrganisation,
): Promise<void> {
  const admin = await signIn(place, fuelAdmin)
  const deliver = (notes: string) =>
    admin.call(recordStockIn, { location: 'TUG_ASSIST', amount: 5_000, notes })
  if (!(await findEntry(admin, DELIVERY))) await deliver(DELIVERY)
  const mistaken = (await findEntry(admin, DELIVERY_AGAIN)) ?? (await deliver(DELIVERY_AGAIN))
  if (mistaken.reversedBy === null) {
    await admin.call(reverseStockEntry, {
      id: mistaken.id,
      reason: 'Surat jalan yang sama tercatat dua kali',
    })
  }
  await issueOnce(place, operators.get('GENSET'), { amount: 45.5, notes: GENSET_TEST })
  await issueOnce(place, operators.get('TUG_ASSIST'), { amount: 312.75, notes: SHORT_TRIP })
}

async function issueOnce(
  place: DemoPlace,
  operator: { email: string; tenant: string } | undefined,
  use: { amount: number; notes: string },
): Promise<void> {
  if (!operator) throw new Error('the demo has no operator at this site')
  const client = await signIn(place, operator)
  if (!(await findEntry(client, use.notes))) await client.call(recordStockOut, use)
}

/** The entry with exactly these notes; a reversal carries its own reason. */
async function findEntry(client: Client, notes: string) {
  const { data } = await client.call(listStockHistory, { search: notes })
  return data.find((entry) => entry.notes === notes)
}
