import type { ReactNode } from 'react'
import type { Host } from '../../shared/host.ts'
import type { CallSession } from '../call/session.ts'
import { DoctorProvider } from '../features/diagnostics/doctor-provider.tsx'
import type { CommandDesk } from '../host/command-desk.ts'
import { HostProvider, useHostState } from '../host/host-provider.tsx'
import { LanguageProvider } from '../i18n/language-provider.tsx'
import type { Doctor } from '../media/doctor/doctor.ts'
import { App } from './app.tsx'
import { CommandsProvider } from './commands-provider.tsx'
import { SessionProvider } from './session-provider.tsx'
import './styles/tokens.css'
import './styles/base.css'
import './styles/controls.css'

interface RootProps {
  readonly host: Host
  readonly session: CallSession
  readonly doctor: Doctor
  readonly commands: CommandDesk
  /** The address that the first run proposes; empty where there is none to propose. */
  readonly defaultServer: string
}

/** All screens over one host, one call session and one doctor, whoever made them. */
export function Root({ host, session, doctor, commands, defaultServer }: RootProps) {
  return (
    <HostProvider host={host}>
      <SessionProvider session={session}>
        <DoctorProvider value={doctor}>
          <CommandsProvider desk={commands}>
            <Language>
              <App defaultServer={defaultServer} />
            </Language>
          </CommandsProvider>
        </DoctorProvider>
      </SessionProvider>
    </HostProvider>
  )
}

/** Texts in the language of the settings. */
function Language({ children }: { readonly children: ReactNode }) {
  return <LanguageProvider setting={useHostState('settings').language}>{children}</LanguageProvider>
}
