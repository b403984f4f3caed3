import type { Door, Me } from '@lumbung/ui'
import { Suspense, useEffect, useState } from 'react'
import { knownPerson } from '../session/known-person.ts'
import { askWho } from './ask-who.ts'
import { Opening } from './Opening.tsx'
import type { InsideDoor } from './open-inside.tsx'

/**
 * Whoever was signed in on this device is let in at once, and asked for behind the door. Everybody else meets the form
 * that signs in, whose code is all that has been fetched by then.
 */
export function Entrance({ door, inside }: { door: Door; inside: InsideDoor }) {
  const { identity } = door
  const { fetchInside } = inside
  // The same for as long as it stands here: another part would begin anew.
  const [Inside] = useState(() => inside.partInside())
  const [me, setMe] = useState<Me | null>(knownPerson.read)

  useEffect(() => {
    let isOver = false
    // Cookies may know somebody of whom this device's storage does not; by then, what lies behind the door is here too.
    const begin = async () => {
      const found = await askWho(identity)
      if (found && !isOver) setMe(found)
    }
    if (me === null) begin().catch(reportError)
    fetchInside().catch(reportError)
    return () => {
      isOver = true
    }
  }, [me, identity, fetchInside])

  if (me === null) return <identity.SignIn onSignedIn={() => void askWho(identity).then(setMe)} />
  const leave = () => {
    knownPerson.forget()
    setMe(null)
  }
  return (
    <Suspense fallback={<Opening />}>
      <Inside first={me} identity={identity} onGone={leave} />
    </Suspense>
  )
}
