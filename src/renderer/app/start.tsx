import { createRoot } from 'react-dom/client'
import type { Host } from '../../shared/host.ts'
import { startCallSession } from '../call/start-call-session.ts'
import { pageClock } from '../clock.ts'
import { createCommandDesk } from '../host/command-desk.ts'
import { createDoctor } from '../media/doctor/create-doctor.ts'
import { Root } from './root.tsx'
import { StartFailure } from './start-failure.tsx'

/**
 * Shows the app in this page, or why it cannot be shown.
 *
 * @param defaultServer what the first run proposes, or an empty text
 */
export async function start(makeHost: () => Promise<Host>, defaultServer: string): Promise<void> {
  const root = createRoot(document.getElementById('root')!)
  try {
    const host = await makeHost()
    const commands = createCommandDesk(host.shell)
    const session = await startCallSession(host, commands.onCallCommand)
    const doctor = createDoctor({ host, clock: pageClock })
    addEventListener('pagehide', () => void session.close())
    root.render(
      <Root
        host={host}
        session={session}
        doctor={doctor}
        commands={commands}
        defaultServer={defaultServer}
      />,
    )
  } catch (error) {
    console.error(error)
    root.render(<StartFailure error={error} />)
  }
}
