import { Text } from '@mantine/core'
import { useState } from 'react'
import { useFormat } from '../format/use-format.ts'
import { Page } from '../page/Page.tsx'
import { useNamedPage } from '../page/page-name.ts'
import { useSession } from '../session/session.tsx'
import { useUiTexts } from '../texts/texts.ts'
import { ActionProblem } from './ActionProblem.tsx'
import { AskAction } from './AskAction.tsx'
import { DocumentActions } from './DocumentActions.tsx'
import styles from './document.module.css'
import type { DocumentAction, DocumentPageProps } from './document-types.ts'
import './document-print.css'
import { History } from './History.tsx'
import { RelatedChain } from './RelatedChain.tsx'
import { StatusBar } from './StatusBar.tsx'
import { useActionRun } from './use-action-run.ts'
import { usePrintsLight } from './use-prints-light.ts'

/** A document: what it is, where it stands, what can be done next, its content, and what happened to it. */
export function DocumentPage({
  title,
  summary,
  status,
  figure,
  actions = [],
  history,
  related = [],
  children,
}: DocumentPageProps) {
  const run = useActionRun()
  const [asked, setAsked] = useState<string | null>(null)
  usePrintsLight()
  useNamedPage(title)
  const start = (action: DocumentAction) => {
    run.forget()
    if (action.confirm) setAsked(action.label)
    else void run.run(action)
  }
  // By its label, so that after somebody else's change the same action of the newer document is meant.
  const question = actions.find((one): one is DocumentAction => one.label === asked && 'input' in one)
  return (
    <Page
      title={title}
      summary={summary}
      actions={<DocumentActions actions={actions} isRunning={run.isRunning} onStart={start} />}
    >
      {(status || figure || related.length > 0) && (
        <div className={styles.standing}>
          {status && <StatusBar {...status} />}
          {figure && (
            <div className={styles.figure}>
              <Text size="xs" c="dimmed">
                {figure.label}
              </Text>
              <Text fw={650} size="lg">
                {figure.value}
              </Text>
            </div>
          )}
          {related.length > 0 && <RelatedChain related={related} />}
        </div>
      )}
      <ActionProblem run={run} />
      <div className={history ? styles.body : undefined}>
        <div className={styles.sections}>{children}</div>
        {history && <History history={history} />}
      </div>
      <Imprint />
      <AskAction action={question ?? null} onClose={() => setAsked(null)} />
    </Page>
  )
}

/** Below the document on paper: whose it is, who printed it and when. */
function Imprint() {
  const t = useUiTexts()
  const format = useFormat()
  const { me } = useSession()
  return (
    <p className={styles.imprint}>
      {me.tenant && `${me.tenant.name} · `}
      {t('document.printed', { at: format.instant(new Date().toISOString()), name: me.user.name })}
    </p>
  )
}
