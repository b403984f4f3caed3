import { Anchor, type AnchorProps, Button, type ButtonProps } from '@mantine/core'
import { createLink, useNavigate, useParams, useRouter, useSearch } from '@tanstack/react-router'
import { type ComponentProps, forwardRef } from 'react'

const RoutedAnchor = createLink(
  forwardRef<HTMLAnchorElement, AnchorProps & Omit<ComponentProps<'a'>, keyof AnchorProps>>((props, ref) => (
    <Anchor ref={ref} {...props} />
  )),
)
const RoutedButton = createLink(
  forwardRef<HTMLAnchorElement, ButtonProps & Omit<ComponentProps<'a'>, keyof ButtonProps>>((props, ref) => (
    <Button component="a" ref={ref} {...props} />
  )),
)

/** A link to a screen, by its path. */
export function ScreenLink({
  to,
  ...props
}: { to: string } & Omit<ComponentProps<typeof RoutedAnchor>, 'to'>) {
  return <RoutedAnchor to={to as string} {...props} />
}

/** A button that opens a screen; a real link, so that it opens in another tab too. */
export function ScreenButton({
  to,
  ...props
}: { to: string } & Omit<ComponentProps<typeof RoutedButton>, 'to'>) {
  return <RoutedButton to={to as string} {...props} />
}

/** Opens a screen by its path, `/fuel/sites/…?status=active`. */
export function useOpen(): (path: string, options?: { replace?: boolean }) => void {
  const router = useRouter()
  return (path, { replace = false } = {}) => {
    if (replace) router.history.replace(path)
    else router.history.push(path)
  }
}

/** A parameter of the screen's path. */
export function useParam(name: string): string {
  const params: Record<string, string | undefined> = useParams({ strict: false })
  const value = params[name]
  if (value === undefined) throw new Error(`the path of this screen has no $${name}`)
  return value
}

/** The part of the URL after `?`, as plain text values. Changing it replaces the entry in the history unless told otherwise. */
export function useUrlState(): [
  Readonly<Record<string, string>>,
  (changes: Record<string, string | null>, options?: { push?: boolean }) => void,
] {
  const navigate = useNavigate()
  const search: Record<string, string> = useSearch({ strict: false })
  const change = (changes: Record<string, string | null>, { push = false } = {}) => {
    void navigate({
      to: '.',
      replace: !push,
      search: (before: Record<string, string>) => {
        const after = { ...before }
        for (const [name, value] of Object.entries(changes)) {
          if (value === null || value === '') delete after[name]
          else after[name] = value
        }
        return after
      },
    } as never)
  }
  return [search, change]
}
