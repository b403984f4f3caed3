import { ApiProblem, createClient } from '@lumbung/client'
import type { OutputOf } from '@lumbung/contract'
import { useLocale } from '@lumbung/ui'
import { useEffect, useMemo, useState } from 'react'
import type { login } from '../../contract/index.ts'

/** No part of the door, which is small; it comes while name and password are typed. */
const contract = () => import('../../contract/index.ts')

type SignedIn = OutputOf<typeof login>
export type TenantChoice = SignedIn['tenants'][number]

const LAST_TENANT = 'lumbung.tenant'

export interface SignIn {
  isRunning: boolean
  problem: ApiProblem | null
  /** How often name and password were refused since the form was opened. */
  refusals: number
  /** The organisations to choose from, where there are several; the one used last on this device comes first. */
  choices: readonly TenantChoice[] | null
  lastTenant: string | null
  submit(credentials: Credentials): Promise<void>
  choose(tenant: TenantChoice): Promise<void>
}

interface Credentials {
  login: string
  password: string
}

/**
 * Signs in, and into the organisation that is meant: the only one, the one whose page is open below, or the one that is
 * chosen. The server has signed into the oldest by then; that session is ended before the right one begins.
 */
export function useSignIn({ isOverPage, onDone }: { isOverPage: boolean; onDone(): void }): SignIn {
  const locale = useLocale()
  const client = useMemo(() => createClient({ baseUrl: '', cookies: true, locale }), [locale])
  const [isRunning, setRunning] = useState(false)
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const [refusals, setRefusals] = useState(0)
  const [entered, setEntered] = useState<{ by: Credentials; as: SignedIn } | null>(null)
  const lastTenant = localStorage.getItem(LAST_TENANT)

  useEffect(() => void contract(), [])

  const enter = (tenant: TenantChoice | null) => {
    if (tenant) localStorage.setItem(LAST_TENANT, tenant.slug)
    onDone()
  }
  const change = async (by: Credentials, tenant: TenantChoice) => {
    const { listSessions, endSession, login } = await contract()
    const { data } = await client.call(listSessions, {})
    const present = data.find(({ current }) => current)
    if (present) await client.call(endSession, { id: present.id })
    await client.call(login, { ...by, tenant: tenant.slug })
  }
  const attempt = async (work: () => Promise<void>) => {
    setRunning(true)
    setProblem(null)
    try {
      await work()
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error
      setProblem(error)
      if (error.status === 401) setRefusals((count) => count + 1)
    } finally {
      setRunning(false)
    }
  }

  return {
    isRunning,
    problem,
    refusals,
    lastTenant,
    choices: entered && inOrder(entered.as.tenants, lastTenant),
    submit: (by) =>
      attempt(async () => {
        const as = await client.call((await contract()).login, by)
        const meant = as.tenants.find(({ slug }) => slug === lastTenant)
        if (as.tenants.length < 2) enter(as.tenant)
        else if (isOverPage && meant) {
          if (meant.id !== as.tenant?.id) await change(by, meant)
          enter(meant)
        } else setEntered({ by, as })
      }),
    choose: (tenant) =>
      attempt(async () => {
        if (!entered) return
        if (tenant.id !== entered.as.tenant?.id) await change(entered.by, tenant)
        enter(tenant)
      }),
  }
}

function inOrder(tenants: readonly TenantChoice[], last: string | null): TenantChoice[] {
  return tenants.toSorted((a, b) => Number(b.slug === last) - Number(a.slug === last))
}
