import { query, SIGNED_IN } from '@lumbung/contract'
import { z } from 'zod'

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
            },
          ],
        },
      ],
    },
  },
})
