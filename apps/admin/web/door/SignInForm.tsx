import { Button, PasswordInput, Stack, Text, TextInput, useWait } from '@lumbung/ui'
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { DoorProblem } from './DoorProblem.tsx'
import { useDoorTexts } from './texts.ts'
import type { SignIn } from './use-sign-in.ts'

/** From the next one on, who cannot remember is told whom to ask. */
const REFUSALS_BEFORE_HINT = 1

/** Name and password. The field that is wrong or empty takes the focus; a known name leaves only the password to type. */
export function SignInForm({ signIn, known }: { signIn: SignIn; known: string }) {
  const t = useDoorTexts()
  const [login, setLogin] = useState(known)
  const [password, setPassword] = useState('')
  const [isTried, setTried] = useState(false)
  const [isCapsLock, setCapsLock] = useState(false)
  const loginField = useRef<HTMLInputElement>(null)
  const passwordField = useRef<HTMLInputElement>(null)
  const { problem, isRunning, refusals } = signIn
  const isRefused = problem?.status === 401
  const seconds = useWait(problem)

  // After a refusal the password is what most people mistyped.
  useEffect(() => {
    if (isRefused && !isRunning) passwordField.current?.select()
  }, [isRefused, isRunning])

  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (login.trim() === '') loginField.current?.focus()
    else if (password === '') passwordField.current?.focus()
    else void signIn.submit({ login: login.trim(), password })
  }
  const hearKey = (event: KeyboardEvent) => setCapsLock(event.getModifierState('CapsLock'))

  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        {problem && (
          <DoorProblem
            problem={problem}
            hint={isRefused && refusals > REFUSALS_BEFORE_HINT ? t('signin.forgotten') : undefined}
          />
        )}
        <TextInput
          ref={loginField}
          label={t('signin.login')}
          name="login"
          size="md"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={254}
          autoFocus={known === ''}
          value={login}
          onChange={(event) => setLogin(event.currentTarget.value)}
          error={isTried && login.trim() === '' ? t('signin.missing_login') : undefined}
        />
        <PasswordInput
          ref={passwordField}
          label={t('signin.password')}
          name="password"
          size="md"
          autoComplete="current-password"
          maxLength={200}
          autoFocus={known !== ''}
          // A dialog looks for this one.
          data-autofocus={known !== '' || undefined}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          onKeyDown={hearKey}
          onKeyUp={hearKey}
          onBlur={() => setCapsLock(false)}
          visibilityToggleButtonProps={{ 'aria-label': t('signin.show_password'), tabIndex: 0 }}
          error={isTried && password === '' ? t('signin.missing_password') : undefined}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          description={
            isCapsLock ? (
              <Text span size="sm" role="status">
                {t('signin.caps_lock')}
              </Text>
            ) : undefined
          }
        />
        <Button type="submit" size="md" mt="xs" fullWidth loading={isRunning} disabled={seconds > 0}>
          {seconds > 0 ? t('signin.wait', { count: seconds }) : t('signin.submit')}
        </Button>
      </Stack>
    </form>
  )
}
