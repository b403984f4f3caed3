import type { CommandOperation } from '@lumbung/contract'
import { Box } from '@mantine/core'
import { Page } from '../page/Page.tsx'
import styles from './form.module.css'
import type { FormPageProps } from './form-types.ts'
import { OperationForm } from './OperationForm.tsx'

/** The form shape: title, what it is for, and one column of fields. */
export function FormPage<Op extends CommandOperation>({
  title,
  summary,
  actions,
  intro,
  ...form
}: FormPageProps<Op>) {
  return (
    <Page title={title} summary={summary} actions={actions} width="narrow">
      {intro}
      <Box className={styles.sheet}>
        <OperationForm {...(form as unknown as FormPageProps<Op>)} isMain />
      </Box>
    </Page>
  )
}
