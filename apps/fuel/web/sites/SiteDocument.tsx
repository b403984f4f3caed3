import { DocumentPage, ReadDocument, useFormat, useParam, useRead } from '@lumbung/ui'
import { useState } from 'react'
import {
  activateSite,
  deactivateSite,
  readSite,
  readStockSummary,
  type Site,
  updateSite,
} from '../../contract/index.ts'
import { useFuelTexts } from '../texts/use-fuel-texts.ts'
import { EditSite } from './EditSite.tsx'
import { SiteCapacities } from './SiteCapacities.tsx'
import { SiteFacts } from './SiteFacts.tsx'
import { SiteStocks } from './SiteStocks.tsx'
import { useSiteHistory } from './use-site-history.ts'

/** A site: what is known of it, what it holds and can hold, and who changed it. */
export function SiteDocument() {
  const t = useFuelTexts()
  const id = useParam('siteId')
  const site = useRead(readSite, { id })
  return (
    <ReadDocument
      reading={site}
      title={t('site.kind')}
      back={{ label: t('sites.title'), path: '/fuel/sites' }}
    >
      {(found) => <Content site={found} />}
    </ReadDocument>
  )
}

function Content({ site }: { site: Site }) {
  const t = useFuelTexts()
  const [isEditing, setEditing] = useState(false)
  const history = useSiteHistory(site.id)
  const isActive = site.status === 'active'
  const notEmpty = useStockLeft(site)
  const turn = isActive
    ? {
        label: t('sites.deactivate'),
        icon: 'x' as const,
        tone: 'danger' as const,
        operation: deactivateSite,
        input: { id: site.id },
        confirm: {
          title: t('site.deactivate_title', { name: site.name }),
          sentence: t('site.deactivate_sentence'),
        },
        disabledBecause: notEmpty,
      }
    : { label: t('sites.activate'), icon: 'check' as const, operation: activateSite, input: { id: site.id } }
  const edit = {
    label: t('site.edit'),
    icon: 'pencil' as const,
    operation: updateSite,
    open: () => setEditing(true),
  }
  return (
    <>
      <DocumentPage
        title={site.name}
        summary={`${t('site.kind')} · ${site.code} · ${t(isActive ? 'site.active' : 'site.inactive')}`}
        actions={isActive ? [edit, turn] : [turn, edit]}
        history={history}
      >
        <SiteStocks site={site} />
        <SiteFacts site={site} />
        <SiteCapacities site={site} />
      </DocumentPage>
      <EditSite site={site} isOpen={isEditing} onClose={() => setEditing(false)} />
    </>
  )
}

/** Why the site cannot be deactivated: what it still holds. Null where nothing is known to stand in the way. */
function useStockLeft({ code, status }: Site): string | null {
  const t = useFuelTexts()
  const format = useFormat()
  const summary = useRead(readStockSummary, { location: code }, { enabled: status === 'active' })
  const left = summary.data?.data.find(({ balanceLitres }) => balanceLitres > 0)
  if (!left) return null
  return t('site.still_has', { litres: format.number(left.balanceLitres), product: left.product.name })
}
