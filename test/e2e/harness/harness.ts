import { startCallSession } from '../../../src/renderer/call/start-call-session.ts'
import { createBrowserHost } from '../../../src/renderer/host/browser-host.ts'

// The browser host and the call session without a screen, for specs about calls. What they do is what the app does.
const host = await createBrowserHost()
const session = await startCallSession(host)
Object.assign(globalThis, { tincan: { host, session } })
