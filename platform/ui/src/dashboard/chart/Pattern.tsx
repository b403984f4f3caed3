import type { SeriesLook } from './series-looks.ts'

const SIZE = 6

/** The filling of a series' bars, as a pattern of the drawing and of its legend alike. */
export function Pattern({ id, look }: { id: string; look: SeriesLook }) {
  return (
    <pattern id={id} width={SIZE} height={SIZE} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      {look.fill === 'solid' && <rect width={SIZE} height={SIZE} fill={look.stroke} />}
      {look.fill === 'hatched' && (
        <>
          <rect width={SIZE} height={SIZE} fill={look.stroke} opacity={0.25} />
          <rect width={SIZE / 2} height={SIZE} fill={look.stroke} />
        </>
      )}
      {look.fill === 'dotted' && <circle cx={SIZE / 2} cy={SIZE / 2} r={2} fill={look.stroke} />}
    </pattern>
  )
}
