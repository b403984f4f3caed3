import type { LocalText } from '@lumbung/contract'
import { Code, useLocalText, useServerDocument } from '@lumbung/ui'
import { usePlatformTexts } from '../texts/use-platform-texts.ts'
import styles from './developers.module.css'
import type { Failure } from './failures-of.ts'

interface ProblemsDocument {
  problems: readonly { code: string; meaning: LocalText }[]
}

const meaningsOf = ({ problems }: ProblemsDocument) =>
  new Map(problems.map(({ code, meaning }) => [code, meaning]))

/** Each way to fail, with the sentence that people see; `{param}` stands where a value will be. */
export function FailureTable({ failures }: { failures: readonly Failure[] }) {
  const t = usePlatformTexts()
  const local = useLocalText()
  const meanings = useServerDocument('/api/v1/problems', meaningsOf)
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t('developers.failure_status')}</th>
          <th scope="col">{t('developers.failure_code')}</th>
          <th scope="col">{t('developers.failure_meaning')}</th>
        </tr>
      </thead>
      <tbody>
        {failures.map(({ status, code }) => {
          const meaning = meanings.data?.get(code)
          return (
            <tr key={`${status} ${code}`}>
              <td>{status}</td>
              <th scope="row">
                <Code>{code}</Code>
              </th>
              <td>{meaning && local(meaning)}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
