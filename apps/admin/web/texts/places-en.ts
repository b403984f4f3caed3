import type { placesId } from './places-id.ts'

export const placesEn: Record<keyof typeof placesId, string> = {
  'place.everywhere': 'The whole organisation',
  'place.own': 'Their own',
  'place.one_of': 'One place: {{kind}}',
  'place.reach': 'Reach',
  'place.missing': 'Choose the place.',
  'place.reach_help': 'How far this role holds.',
}
