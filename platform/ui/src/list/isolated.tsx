import type { ReactNode } from 'react'

/** Text from outside in its own direction, so that a right-to-left name leaves what stands beside it in order. */
export function isolated(content: ReactNode): ReactNode {
  return typeof content === 'string' ? <bdi>{content}</bdi> : content
}
