import { type ComponentType, useEffect, useState } from 'react'
import type { DrawingProps } from './Drawing.tsx'

/**
 * The code that draws charts, fetched when the first chart comes into view: most of a dashboard's script is this
 * library. `failed` when it cannot be had; the figures are then shown as a table.
 */
export function useDrawing(isWanted: boolean): ComponentType<DrawingProps> | 'failed' | null {
  const [drawing, setDrawing] = useState<{ Drawing: ComponentType<DrawingProps> } | 'failed' | null>(null)
  useEffect(() => {
    if (!isWanted) return
    let isGone = false
    import('./Drawing.tsx').then(
      ({ Drawing }) => isGone || setDrawing({ Drawing }),
      () => isGone || setDrawing('failed'),
    )
    return () => {
      isGone = true
    }
  }, [isWanted])
  return drawing === null || drawing === 'failed' ? drawing : drawing.Drawing
}
