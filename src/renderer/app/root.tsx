import type { Host } from '../../shared/host.ts'
import type { CallSession } from '../call/session.ts'
import { HostProvider } from '../host/host-provider.tsx'
import { LanguageProvider } from '../i18n/language-provider.tsx'
import { App } from './app.tsx'
import { SessionProvider } from './session-provider.tsx'
import './styles/tokens.css'
import './styles/base.css'
import './styles/controls.css'

interface RootProps {
  readonly host: Host
  readonly session: CallSession
  /** The address that the first run proposes; empty where there is none to propose. */
  readonly defaultServer: string
}

/** All screens over one host and one call session, whoever made them. */
export function Root({ host, session, defaultServer }: RootProps) {
  return (
    <HostProvider host={host}>
      <SessionProvider session={session}>
        <LanguageProvider>
          <App defaultServer={defaultServer} />
        </LanguageProvider>
      </SessionProvider>
    </HostProvider>
  )
}
