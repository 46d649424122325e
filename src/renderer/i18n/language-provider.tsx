import { useEffect, useMemo, type ReactNode } from 'react'
import { I18nProvider } from 'react-aria-components'
import { IntlProvider, type Messages } from 'use-intl'
import type { Settings } from '../../shared/model/settings.ts'
import { CATALOGUES, toLanguage, toLocale } from './language.ts'

const TIME_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone

interface LanguageProviderProps {
  readonly setting: Settings['language']
  readonly children: ReactNode
}

/** Gives every screen its texts, and tells the page in which language they are. */
export function LanguageProvider({ setting, children }: LanguageProviderProps) {
  const language = toLanguage(setting, navigator.languages)
  const locale = useMemo(() => toLocale(language, navigator.languages), [language])
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  return (
    <IntlProvider
      locale={locale as 'en'}
      // Every catalogue has the keys and arguments of the English one; only its literal texts differ.
      messages={CATALOGUES[language] as Messages}
      timeZone={TIME_ZONE}
      onError={(error) => console.error(error.message)}
    >
      <I18nProvider locale={locale}>{children}</I18nProvider>
    </IntlProvider>
  )
}
