import { createRoot } from 'react-dom/client'
import type { Host } from '../../shared/host.ts'
import { startCallSession } from '../call/start-call-session.ts'
import { Root } from './root.tsx'

/** Shows the app in this page. @param defaultServer what the first run proposes, or an empty text */
export async function start(host: Host, defaultServer: string): Promise<void> {
  const session = await startCallSession(host)
  addEventListener('pagehide', () => void session.close())
  createRoot(document.getElementById('root')!).render(
    <Root host={host} session={session} defaultServer={defaultServer} />,
  )
}
