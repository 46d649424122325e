import './strict-csp.ts'
import type { Host } from '../shared/host.ts'
import { start } from './app/start.tsx'

declare global {
  interface Window {
    /** Put there by the preload script; this file is its only reader. */
    readonly host: Host
  }
}

await start(async () => window.host, '')
