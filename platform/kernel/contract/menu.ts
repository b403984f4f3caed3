import { Instant, query, SIGNED_IN } from '@lumbung/contract'
import { z } from 'zod'

/** So many sentences fit below a bell; the count says how many more there are. */
export const MOST_WAITING_LINES = 3

const MenuItem = z.object({
  id: z.string().max(120),
  label: z.string().max(120),
  /** Name of an icon of the console's set. */
  icon: z.string().max(60),
  path: z.string().max(200),
  /** Something is recorded here every day, so that it comes first where there is room for few. */
  records: z.boolean(),
  /** How much waits behind it for this person; null where nothing is counted. */
  waiting: z.int().min(0).nullable(),
  /** The first of it in words, each with where it leads and since when it waits. */
  waits: z
    .array(z.object({ text: z.string().max(600), path: z.string().max(600), since: Instant.nullable() }))
    .max(MOST_WAITING_LINES),
})
export type MenuItem = z.infer<typeof MenuItem>

const MenuGroup = z.object({
  id: z.string().max(60),
  label: z.string().max(120),
  items: z.array(MenuItem).max(100),
})
export type MenuGroup = z.infer<typeof MenuGroup>

/** What the caller may open, by app, in their language; a group without entries is left out. */
export const readMenu = query({
  id: 'platform.menu.read',
  http: 'GET /menu',
  summary: { id: 'Menu saya', en: 'My menu' },
  permission: SIGNED_IN,
  input: z.object({}),
  output: z.object({ groups: z.array(MenuGroup).max(50) }),
  example: {
    input: {},
    output: {
      groups: [
        {
          id: 'fuel',
          label: 'Monitoring BBM',
          items: [
            {
              id: 'fuel.history',
              label: 'Riwayat stok',
              icon: 'history',
              path: '/fuel/history',
              records: false,
              waiting: null,
              waits: [],
            },
          ],
        },
      ],
    },
  },
})
