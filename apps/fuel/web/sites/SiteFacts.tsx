import { DocumentSection, Facts, Text, useFormat } from '@lumbung/ui'
import type { Site } from '../../contract/index.ts'
import { useFuelTexts } from '../texts/use-fuel-texts.ts'
import { StatusBadge } from './StatusBadge.tsx'

export function SiteFacts({ site }: { site: Site }) {
  const t = useFuelTexts()
  const format = useFormat()
  const { latitude, longitude } = site
  const none = <Text c="dimmed">{t('site.none')}</Text>
  return (
    <DocumentSection title={t('site.facts')}>
      <Facts
        facts={[
          { label: t('sites.code'), value: site.code },
          { label: t('sites.status'), value: <StatusBadge status={site.status} /> },
          { label: t('site.threshold'), value: `${format.number(site.lowStockThresholdLitres)} L` },
          { label: t('sites.zone'), value: site.zone },
          { label: t('sites.owner'), value: site.owner ?? none },
          {
            label: t('site.position'),
            value:
              latitude === null || longitude === null
                ? none
                : `${format.number(latitude, 6)}°, ${format.number(longitude, 6)}°`,
          },
          { label: t('site.note'), value: site.note ?? none },
        ]}
      />
    </DocumentSection>
  )
}
