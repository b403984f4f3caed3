import { Id, line, PageInput, pageOf, query, SIGNED_IN } from '@lumbung/contract'
import { notFound } from '@lumbung/kernel/contract'
import { z } from 'zod'
import { ScopeKindName } from './scope.ts'

const EXAMPLE_PLACE = '01936f2a-7b1c-7000-8000-000000000061'

/** A place that an assignment can be limited to; its kind says of which app it is. */
export const Place = z.object({ id: Id, name: z.string().max(300) }).meta({ id: 'AdminPlace' })
export type Place = z.infer<typeof Place>

export const searchPlaces = query({
  id: 'admin.scope.search',
  http: 'GET /scopes/{kind}',
  summary: {
    id: 'Mencari tempat yang dapat menjadi jangkauan sebuah peran',
    en: 'Find places that a role can be limited to',
  },
  permission: 'admin.role.assign',
  input: z.object({
    kind: ScopeKindName,
    /** Without it: the first ones. */
    search: line(100)
      .meta({ label: { id: 'Cari', en: 'Search' } })
      .optional(),
    limit: PageInput.limit,
  }),
  output: pageOf(Place),
  errors: [notFound],
  example: { input: { kind: 'site', search: 'gudang' } },
})

/** `site:01936f2a-…`: a place with its kind, as the audit trail writes it too. */
const PlaceRef = z
  .string()
  .max(70)
  .regex(/^[a-z][a-z-]{0,29}:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  .meta({
    wants: {
      id: 'Jenis tempat, titik dua, dan id tempatnya, misalnya site:01936f2a-7b1c-7000-8000-000000000001.',
      en: 'A kind of place, a colon and the place’s id, such as site:01936f2a-7b1c-7000-8000-000000000001.',
    },
  })

export const namePlaces = query({
  id: 'admin.scope.names',
  http: 'GET /scopes',
  summary: {
    id: 'Nama tempat yang menjadi jangkauan peran; yang tidak boleh diketahui tidak disebut',
    en: 'The names of places that roles are limited to; those one may not know are left out',
  },
  permission: SIGNED_IN,
  input: z.object({
    places: z
      .array(PlaceRef)
      .min(1)
      .max(100)
      .meta({ label: { id: 'Tempat', en: 'Places' } }),
  }),
  output: pageOf(Place.extend({ kind: ScopeKindName })),
  example: { input: { places: [`site:${EXAMPLE_PLACE}`] } },
})
