import { ApiProblem } from '@lumbung/client'
import type { OutputOf } from '@lumbung/contract'
import { createImport } from '@lumbung/kernel/contract'
import { newKey, renew, useClient } from '@lumbung/ui'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'

type Created = OutputOf<typeof createImport>
type UploadState =
  | { kind: 'idle' }
  | { kind: 'sending' }
  | { kind: 'failed'; problem: ApiProblem }
  /** The file on the disk is no longer the one that was chosen: browsers then refuse to read it. */
  | { kind: 'changed' }

export interface Upload {
  state: UploadState
  /** Null when it did not succeed, or was stopped. */
  send(file: File, operation: string): Promise<Created | null>
  stop(): void
  /** Another file was chosen: what became of the one before no longer matters. */
  forget(): void
}

/** Sends a file; once more with the same key where nobody knows whether it arrived. Leaving the page stops it. */
export function useUpload(): Upload {
  const client = useClient()
  const queries = useQueryClient()
  const [state, setState] = useState<UploadState>({ kind: 'idle' })
  const sending = useRef<AbortController | null>(null)
  const intent = useRef<{ file: File; operation: string; key: string } | null>(null)
  useEffect(() => () => sending.current?.abort(), [])

  const send = async (file: File, operation: string): Promise<Created | null> => {
    if (intent.current?.file !== file || intent.current.operation !== operation) {
      intent.current = { file, operation, key: newKey() }
    }
    const { key } = intent.current
    const stopper = new AbortController()
    const { signal } = stopper
    sending.current = stopper
    setState({ kind: 'sending' })
    try {
      const created = await client.upload(createImport, file, { operation }, { signal, idempotencyKey: key })
      void renew(queries, 'platform.import')
      return created
    } catch (error) {
      if (signal.aborted) {
        setState({ kind: 'idle' })
        return null
      }
      if (!(error instanceof ApiProblem)) throw error
      setState((await canBeRead(file)) ? { kind: 'failed', problem: error } : { kind: 'changed' })
      return null
    } finally {
      sending.current = null
    }
  }
  return { state, send, stop: () => sending.current?.abort(), forget: () => setState({ kind: 'idle' }) }
}

async function canBeRead(file: File): Promise<boolean> {
  try {
    await file.slice(0, 1).arrayBuffer()
    return true
  } catch (error) {
    if (error instanceof DOMException) return false
    throw error
  }
}
