import { replaceEqualDeep } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'

/**
 * The object of before for as long as the new one says the same, part by part: what a screen writes anew at every drawing
 * (columns, choices) then draws nothing anew below it. For plain objects and arrays.
 */
export function useSame<T>(value: T): T {
  const kept = useRef(value)
  const same = replaceEqualDeep(kept.current, value)
  useEffect(() => {
    kept.current = same
  })
  return same
}
