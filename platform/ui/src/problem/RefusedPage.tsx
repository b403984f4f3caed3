import type { LocalText } from '@lumbung/contract'
import { Paper, Stack } from '@mantine/core'
import { Page } from '../page/Page.tsx'
import { useWaitToBeLetIn } from '../session/use-renew-me.ts'
import { useLocalText, useUiTexts } from '../texts/texts.ts'
import { RefusalFacts } from './RefusalFacts.tsx'
import { useRefusal } from './use-refusal.ts'
import { WayOut } from './WayOut.tsx'

/** In the place of a screen that the person may not open: why, and how to be let in. */
export function RefusedPage({ permission, title }: { permission: string; title: LocalText }) {
  const t = useUiTexts()
  const local = useLocalText()
  const refusal = useRefusal(permission)
  useWaitToBeLetIn()
  return (
    <Page title={t('why.refused', { title: local(title) })} width="narrow">
      <Paper withBorder p="lg">
        <Stack gap="md">
          <RefusalFacts refusal={refusal} />
          <WayOut refusal={refusal} />
        </Stack>
      </Paper>
    </Page>
  )
}
