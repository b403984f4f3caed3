import { changeLocale, Icon, type Identity, Title, UnstyledButton, useLocale } from '@lumbung/ui'
import { type ComponentProps, useEffect } from 'react'
import { ChooseTenant } from './ChooseTenant.tsx'
import { Scenery } from './Scenery.tsx'
import { SignInForm } from './SignInForm.tsx'
import styles from './sign-in.module.css'
import { useDoorTexts } from './texts.ts'
import { useSignIn } from './use-sign-in.ts'

const LANGUAGES = { id: 'Bahasa Indonesia', en: 'English' } as const

/** The door: the first thing that anybody sees, and all that is loaded by then. Over a page it is the form alone. */
export function SignIn({ login = '', isOverPage = false, onSignedIn }: ComponentProps<Identity['SignIn']>) {
  const t = useDoorTexts()
  const signIn = useSignIn({ isOverPage, onDone: onSignedIn })
  useEffect(() => {
    if (!isOverPage) document.title = `${t('signin.title')} · Lumbung`
  }, [isOverPage, t])
  const content = signIn.choices ? (
    <ChooseTenant signIn={signIn} choices={signIn.choices} />
  ) : (
    <SignInForm signIn={signIn} known={login} />
  )
  if (isOverPage) return content
  return (
    <div className={styles.page}>
      <header className={styles.picture}>
        <Scenery />
        <p className={styles.lead}>{t('signin.lead')}</p>
      </header>
      <main className={styles.door}>
        <div className={styles.form}>
          <div className={styles.brand}>
            <Icon name="lumbung" size={28} />
            <span>Lumbung</span>
          </div>
          <Title order={1} size="h2" mb="lg">
            {t(signIn.choices ? 'signin.choose_title' : 'signin.title')}
          </Title>
          {content}
        </div>
        <LanguageSwitch />
      </main>
    </div>
  )
}

/** Each language by its own name, for who does not read the other. */
function LanguageSwitch() {
  const t = useDoorTexts()
  const locale = useLocale()
  return (
    <nav className={styles.languages} aria-label={t('signin.language')}>
      {(['id', 'en'] as const).map((one) => (
        <UnstyledButton
          key={one}
          lang={one}
          className={styles.language}
          aria-pressed={locale === one}
          onClick={() => void changeLocale(one)}
        >
          {LANGUAGES[one]}
        </UnstyledButton>
      ))}
    </nav>
  )
}
