import { command, Id, pageOf, query, SIGNED_IN } from '@lumbung/contract'
import { z } from 'zod'

const EXAMPLE_SESSION = '01936f2a-7b1c-7000-8000-000000000003'

export const Session = z
  .object({
    id: Id,
    createdAt: z.string().max(40),
    lastUsedAt: z.string().max(40),
    expiresAt: z.string().max(40),
    address: z.string().max(60).nullable(),
    agent: z.string().max(300).nullable(),
    /** The session of this very request. */
    current: z.boolean(),
  })
  .meta({ id: 'AdminSession' })

export const listSessions = query({
  id: 'admin.auth.sessions',
  http: 'GET /auth/sessions',
  summary: { id: 'Sesi saya yang masih berlaku', en: 'My sessions that are not over' },
  permission: SIGNED_IN,
  plane: 'control',
  input: z.object({}),
  output: pageOf(Session),
  example: {
    input: {},
    as: 'admin.user.create',
    after: ['admin.access-request.create'],
    output: {
      data: [
        {
          id: EXAMPLE_SESSION,
          createdAt: '2026-11-20T06:00:00.000Z',
          lastUsedAt: '2026-11-20T07:10:00.000Z',
          expiresAt: '2026-11-27T07:10:00.000Z',
          address: '203.0.113.7',
          agent: 'Mozilla/5.0',
          current: true,
        },
      ],
      page: { limit: 200, nextCursor: null, total: 1, totalIsEstimate: false },
    },
  },
})

export const endSession = command({
  id: 'admin.auth.end-session',
  http: 'DELETE /auth/sessions/{id}',
  summary: { id: 'Akhiri salah satu sesi saya', en: 'End one of my sessions' },
  permission: SIGNED_IN,
  plane: 'control',
  unrecorded: true,
  input: z.object({ id: Id }),
  output: z.object({ id: Id, ended: z.literal(true) }),
  example: {
    input: { id: EXAMPLE_SESSION },
    as: 'admin.user.create',
    from: { id: 'admin.auth.sessions#data[current=false].id' },
    output: { id: EXAMPLE_SESSION, ended: true },
  },
})
