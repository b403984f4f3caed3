import { choice, command, Id, line, problem, query, SIGNED_IN, urlValue, Version } from '@lumbung/contract'
import { z } from 'zod'
import { notFound, staleVersion } from './problems.ts'

/** More of them no screen has; it bounds what one view can weigh. */
const MOST_FILTERS = 60

/** The stable name of a list's screen (`fuel.history`), by which its views are found. */
const ListId = z
  .string()
  .max(120)
  .regex(/^[a-z][a-z0-9-]*(\.[a-z0-9-]+){1,5}$/)
  .meta({
    wants: {
      id: 'Nama teknis sebuah daftar, misalnya fuel.history.',
      en: 'The technical name of a list, such as fuel.history.',
    },
  })
/** A filter's or column's own name. */
const PartName = z
  .string()
  .max(60)
  .regex(/^[A-Za-z][A-Za-z0-9._-]*$/)
  .meta({
    wants: {
      id: 'Huruf, angka, titik, garis bawah, dan tanda hubung saja; mulai dengan huruf.',
      en: 'Only letters, digits, dots, underscores and hyphens; begin with a letter.',
    },
  })
const FilterValue = urlValue(400)

/** A list as somebody wants to see it again: its filters as the URL carries them, its columns and how dense. */
const ViewContent = {
  name: line(80).meta({ label: { id: 'Nama tampilan', en: 'Name of the view' } }),
  /** Filter name → value as in the URL. */
  filters: z
    .record(PartName, FilterValue)
    .refine((filters) => Object.keys(filters).length <= MOST_FILTERS)
    .meta({ label: { id: 'Saringan', en: 'Filters' }, untold: true }),
  /** Ids of the columns that are shown, in order; null: those that the screen shows by itself. */
  columns: z
    .array(PartName)
    .max(100)
    .meta({ label: { id: 'Kolom', en: 'Columns' }, untold: true })
    .nullable(),
  density: choice({
    comfortable: { id: 'Longgar', en: 'Comfortable' },
    compact: { id: 'Rapat', en: 'Compact' },
  }).meta({ label: { id: 'Kerapatan', en: 'Density' } }),
  /** Seen by every member of the organisation; what its filters find is still each one's own. */
  shared: z.boolean().meta({
    label: { id: 'Dibagikan', en: 'Shared' },
    help: {
      id: 'Semua pengguna organisasi dapat memakainya; hanya Anda yang dapat mengubahnya.',
      en: 'Everybody in the organisation can use it; only you can change it.',
    },
  }),
}

export const SavedView = z
  .object({
    id: Id,
    list: ListId.meta({ untold: true }),
    ...ViewContent,
    owner: z.object({ id: Id, name: z.string().max(120) }).meta({ label: { id: 'Pemilik', en: 'Owner' } }),
    /** The caller may change and delete it. */
    mine: z.boolean().meta({ untold: true }),
    version: Version,
  })
  .meta({ id: 'SavedView' })
export type SavedView = z.infer<typeof SavedView>

export const viewNameTaken = problem('platform.view_name_taken', 'conflict')
/** So that a list of views stays one page. */
export const tooManyViews = problem('platform.too_many_views', 'rule_violated', z.object({ most: z.int() }))

const EXAMPLE_ID = '01936f2a-7b1c-7000-8000-0000000000b1'

export const listViews = query({
  id: 'platform.view.list',
  http: 'GET /views',
  summary: {
    id: 'Tampilan tersimpan sebuah daftar: milik saya dan yang dibagikan',
    en: 'Saved views of a list: mine and those shared',
  },
  permission: SIGNED_IN,
  input: z.object({ list: ListId }),
  /** One's own first, then those of others, each by name; of very many shared ones the rest is left out. */
  output: z.object({ data: z.array(SavedView).max(500) }),
  example: { input: { list: 'fuel.history' }, output: { data: [] } },
})

export const saveView = command({
  id: 'platform.view.save',
  http: 'POST /views',
  summary: { id: 'Simpan tampilan daftar', en: 'Save a view of a list' },
  permission: SIGNED_IN,
  input: z.object({ list: ListId, ...ViewContent }),
  output: SavedView,
  errors: [viewNameTaken, tooManyViews],
  reversedBy: 'platform.view.delete',
  example: {
    input: {
      list: 'fuel.history',
      name: 'Pemakaian minggu ini',
      filters: { type: 'OUT' },
      columns: null,
      density: 'comfortable',
      shared: false,
    },
  },
})

export const updateView = command({
  id: 'platform.view.update',
  http: 'PUT /views/{id}',
  summary: { id: 'Ubah tampilan tersimpan milik sendiri', en: 'Change a saved view of one’s own' },
  permission: SIGNED_IN,
  versioned: true,
  input: z.object({ id: Id, ...ViewContent }),
  output: SavedView,
  errors: [notFound, staleVersion, viewNameTaken],
  example: {
    input: {
      id: EXAMPLE_ID,
      name: 'Pemakaian minggu ini',
      filters: { type: 'OUT' },
      columns: null,
      density: 'compact',
      shared: true,
    },
  },
})

export const deleteView = command({
  id: 'platform.view.delete',
  http: 'DELETE /views/{id}',
  summary: { id: 'Hapus tampilan tersimpan milik sendiri', en: 'Delete a saved view of one’s own' },
  permission: SIGNED_IN,
  input: z.object({ id: Id }),
  output: z.object({ id: Id }),
  errors: [notFound],
  example: { input: { id: EXAMPLE_ID } },
})
