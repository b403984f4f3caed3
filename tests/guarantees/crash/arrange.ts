import { createSite } from '@lumbung/fuel/contract'
import { admitMember, loadConfig } from '@lumbung/kernel'
import { start } from '../../../server/src/start.ts'
import type { Senders } from './client.ts'
import { SITES, siteCode } from './commands.ts'

export interface ArrangedRun {
  tenantId: string
  senders: Senders
  /** The id of each site, by its number. */
  siteIds: string[]
  /** Reads what nobody else may: verifies the ledger. */
  auditor: string
}

const TENANT = 'main'
/** People and sites made at the same moment; the program's own pool is the limit beyond this. */
const AT_ONCE = 8

/** The sites, one receiver, and an operator at each site, made by the product itself before the first fault. */
export async function arrangeRun(env: Record<string, string>): Promise<ArrangedRun> {
  const { platform, stop } = await start(loadConfig({ ...env, PORT: '0' }))
  const { services } = platform
  let tenantId = ''
  const admit = async (name: string, roleKey: string, site: string | null) => {
    const account = await services.accounts.ensure({ email: `${name}@example.test`, name })
    const scope = site === null ? null : { kind: 'site', id: site }
    await admitMember(services, { tenantSlug: TENANT, userId: account.id, roleKey, scope })
    tenantId ||= (await services.sessions.tenantsOf(account.id))[0]?.id ?? ''
    const session = { userId: account.id, tenantId, address: null, agent: 'crash run' }
    return (await services.sessions.start(session)).accessToken
  }
  try {
    const receiver = await admit('receiver', 'fuel-admin', null)
    const auditor = await admit('auditor', 'ledger-controller', null)
    const siteIds: string[] = []
    const operators: string[] = []
    await eachOf(SITES, async (site) => {
      const code = siteCode(site)
      const answer = await platform.http.inject({
        method: 'POST',
        url: `/api/v1${createSite.http.split(' ')[1]}`,
        headers: { authorization: `Bearer ${receiver}` },
        payload: { code, name: code },
      })
      if (answer.statusCode !== 201) throw new Error(`arranging ${code} failed: ${answer.body}`)
      siteIds[site] = answer.json<{ id: string }>().id
      operators[site] = await admit(`operator-${site}`, 'fuel-operator', siteIds[site] as string)
    })
    return { tenantId, senders: { receiver, operators }, siteIds, auditor }
  } finally {
    await stop()
  }
}

async function eachOf(count: number, make: (number: number) => Promise<void>): Promise<void> {
  let next = 0
  const maker = async () => {
    for (let number = next++; number < count; number = next++) await make(number)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, maker))
}
