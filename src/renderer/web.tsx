import './strict-csp.ts'
import { start } from './app/start.tsx'
import { createBrowserHost } from './host/browser-host.ts'

// The server that gave this page is the one to use, unless the person names another.
await start(createBrowserHost, location.origin)
