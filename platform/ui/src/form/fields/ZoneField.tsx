import { Select } from '@mantine/core'
import { useMemo } from 'react'
import { useUiTexts } from '../../texts/texts.ts'
import { type FieldProps, useFrame } from './control-frame.tsx'

/** The zones of Indonesia by the names that people use. */
const HERE: Readonly<Record<string, string>> = {
  'Asia/Jakarta': 'WIB · Asia/Jakarta',
  'Asia/Pontianak': 'WIB · Asia/Pontianak',
  'Asia/Makassar': 'WITA · Asia/Makassar',
  'Asia/Jayapura': 'WIT · Asia/Jayapura',
}
const MOST_SHOWN = 60

/** A time zone; Indonesia's first, the others of the world by typing a part of their name. */
export function ZoneField(props: FieldProps) {
  const t = useUiTexts()
  const frame = useFrame(props)
  const value = typeof props.value === 'string' && props.value !== '' ? props.value : null
  const zones = useMemo(() => {
    const elsewhere = Intl.supportedValuesOf('timeZone').filter((zone) => !(zone in HERE))
    // A zone that this browser does not know stays chosen.
    return value === null || value in HERE || elsewhere.includes(value) ? elsewhere : [value, ...elsewhere]
  }, [value])
  return (
    <Select
      {...frame}
      data={[
        {
          group: t('form.zones_here'),
          items: Object.entries(HERE).map(([zone, label]) => ({ value: zone, label })),
        },
        { group: t('form.zones_elsewhere'), items: zones.map((zone) => ({ value: zone, label: zone })) },
      ]}
      value={value}
      onChange={(next) => props.onChange(next ?? '')}
      placeholder={t('form.choose')}
      searchable
      limit={MOST_SHOWN}
      clearable={!props.field.isRequired}
      allowDeselect={false}
      nothingFoundMessage={t('form.no_match')}
    />
  )
}
