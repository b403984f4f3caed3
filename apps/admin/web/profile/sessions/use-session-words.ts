import { useAdminTexts } from '../../texts/use-admin-texts.ts'
import { deviceOf } from './device.ts'

/** What signed in and from where, in words. */
export function useSessionWords(): (session: { agent: string | null; address: string | null }) => {
  device: string
  address: string
} {
  const t = useAdminTexts()
  const wordsOf = (agent: string | null) => {
    const device = deviceOf(agent)
    switch (device.kind) {
      case 'browser':
        return t('sessions.device', { browser: device.browser, system: device.system })
      case 'program':
        return t('sessions.program', { name: device.name })
      case 'unknown':
        return t('sessions.unknown_device')
    }
  }
  return ({ agent, address }) => ({
    device: wordsOf(agent),
    address: address ?? t('sessions.unknown_place'),
  })
}
