import { DocumentSection, GuardedButton, Text } from '@lumbung/ui'
import { useState } from 'react'
import { replaceCapacities, type Site } from '../../contract/index.ts'
import { useFuelTexts } from '../texts/use-fuel-texts.ts'
import { CapacityEditor } from './CapacityEditor.tsx'
import { CapacityTable } from './CapacityTable.tsx'

/** How much of each product the site can hold; changed in its place. */
export function SiteCapacities({ site }: { site: Site }) {
  const t = useFuelTexts()
  const [isEditing, setEditing] = useState(false)
  const content = () => {
    if (isEditing) return <CapacityEditor site={site} onClose={() => setEditing(false)} />
    if (site.capacities.length > 0) return <CapacityTable site={site} />
    return (
      <Text size="sm" c="dimmed">
        {t('site.capacities_none')}
      </Text>
    )
  }
  return (
    <DocumentSection
      title={t('site.capacities')}
      actions={
        !isEditing && (
          <GuardedButton
            operation={replaceCapacities}
            variant="default"
            size="sm"
            onClick={() => setEditing(true)}
          >
            {t('site.capacities_edit')}
          </GuardedButton>
        )
      }
    >
      {content()}
    </DocumentSection>
  )
}
