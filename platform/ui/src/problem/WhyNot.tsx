import type { ApiProblem } from '@lumbung/client'
import { Stack } from '@mantine/core'
import { useMemo } from 'react'
import { RefusalFacts } from './RefusalFacts.tsx'
import { refusalOfProblem } from './refusal.ts'
import { WayOut } from './WayOut.tsx'

/** Explains a refusal by what the server said of it, and asks for access; shows nothing for any other problem. */
export function WhyNot({ problem }: { problem: ApiProblem }) {
  const refusal = useMemo(() => refusalOfProblem(problem), [problem])
  if (!refusal) return null
  return (
    <Stack gap="sm">
      <RefusalFacts refusal={refusal} />
      <WayOut refusal={refusal} />
    </Stack>
  )
}
