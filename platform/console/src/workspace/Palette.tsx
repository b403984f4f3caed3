import { PUBLIC } from '@lumbung/contract'
import { Icon, type Screen, useCatalogue, useLocalText, useOpen, useSession } from '@lumbung/ui'
import { Spotlight, type SpotlightActionData, type SpotlightActionGroupData } from '@mantine/spotlight'
import { useState } from 'react'
import '@mantine/spotlight/styles.layer.css'
import { useConsoleTexts } from '../texts/use-console-texts.ts'
import { filterPalette } from './palette-filter.ts'

/** Ctrl-K: every screen and every command that the person may use, by Indonesian or English words. */
export function Palette({ screens }: { screens: readonly Screen[] }) {
  const t = useConsoleTexts()
  const local = useLocalText()
  const open = useOpen()
  const { can } = useSession()
  const [isOpen, setOpen] = useState(false)
  const catalogue = useCatalogue(isOpen)
  const found = screens.filter(
    ({ path, inPalette = true, permission }) =>
      inPalette && !path.includes('$') && (permission === null || can(permission)),
  )
  const operations = (catalogue.data ?? []).flatMap((app) => app.operations)
  const summaries = new Map(operations.map(({ id, summary }) => [id, summary]))
  const screenActions = found.map((screen): SpotlightActionData => {
    const summary = summaries.get(screen.operation ?? '')
    return {
      id: screen.path,
      label: local(screen.title),
      ...(summary ? { description: local(summary) } : {}),
      keywords: [screen.title, screen.keywords, summary].flatMap((text) => (text ? [text.id, text.en] : [])),
      leftSection: <Icon name={screen.icon ?? 'file-text'} />,
      onClick: () => open(screen.path),
    }
  })
  // A command that has a screen is found by its screen.
  const known = new Set(found.map(({ operation }) => operation))
  const commandActions = operations
    .filter(
      ({ id, kind, body, permission }) =>
        kind === 'command' && body === 'json' && permission !== PUBLIC && !known.has(id) && can(permission),
    )
    .map(
      ({ id, summary }): SpotlightActionData => ({
        id,
        label: local(summary),
        description: id,
        keywords: [summary.id, summary.en],
        leftSection: <Icon name="command" />,
        onClick: () => open(`/run/${id}`),
      }),
    )
  const actions: SpotlightActionGroupData[] = [
    { group: t('palette.screens'), actions: screenActions },
    { group: t('palette.commands'), actions: commandActions },
  ]
  return (
    <Spotlight
      actions={actions}
      filter={(query) => filterPalette(query, actions)}
      shortcut={null}
      onSpotlightOpen={() => setOpen(true)}
      nothingFound={catalogue.error ? t('palette.failed') : t('palette.nothing')}
      highlightQuery
      scrollable
      maxHeight={420}
      limit={30}
      searchProps={{
        leftSection: <Icon name="search" />,
        placeholder: t('palette.search'),
        'aria-label': t('palette.search'),
      }}
    />
  )
}
