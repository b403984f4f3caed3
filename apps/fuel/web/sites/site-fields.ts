/** What is said of a site when it is added and when it is changed, in the order in which people know it. */
export const SITE_FIELDS = [
  'name',
  'lowStockThresholdLitres',
  { name: 'zone', control: 'zone' },
  'owner',
  'note',
  { name: 'latitude', rare: true },
  { name: 'longitude', rare: true },
] as const
