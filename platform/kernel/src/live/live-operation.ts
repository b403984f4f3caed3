import { query, SIGNED_IN } from '@lumbung/contract'
import { z } from 'zod'
import { LIVE_PATH, LiveChanged } from '../../contract/live.ts'

/**
 * No operation of the catalogue, since it has no one answer: the declaration by which the stream’s route decides who may
 * call it, and the API’s document describes it.
 */
export const liveOperation = query({
  id: 'platform.live',
  http: `GET ${LIVE_PATH}`,
  summary: {
    id: 'Kabar langsung: apa yang berubah di organisasi ini',
    en: 'Live updates: what changes in this organisation',
  },
  permission: SIGNED_IN,
  input: z.object({}),
  output: LiveChanged,
  example: { input: {}, output: { topics: ['platform.import', 'platform.job'] } },
})
