import { CATALOGUES, toLanguage } from '../i18n/language.ts'

/** What is shown when there is no host: without one there are no settings, so it speaks the system's language. */
export function StartFailure({ error }: { readonly error: unknown }) {
  const language = toLanguage('system', navigator.languages)
  const { title, action } = textOf(error, language)
  return (
    <main className="first-run" lang={language}>
      <div className="first-run-card">
        <h1 className="first-run-title">{title}</h1>
        <p>{action}</p>
      </div>
    </main>
  )
}

function textOf(error: unknown, language: 'en' | 'ko'): { readonly title: string; readonly action: string } {
  const { app, errors } = CATALOGUES[language]
  if (!isSecureContext) return { title: app.insecureTitle, action: app.insecureAction }
  // The data base of a page is refused by a DOMException (W3C IndexedDB, section 4.3).
  return errors[error instanceof DOMException ? 'storage-unavailable' : 'internal']
}
