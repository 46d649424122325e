import type { App, BrowserWindow } from 'electron'
import type { HostCore } from '../shared/host-core.ts'
import type { DesktopShell } from './shell/desktop-shell.ts'

/** How long quitting waits for the server to take the last messages, in milliseconds. */
const GOODBYE_LIMIT_MS = 500

export interface LifecycleParts {
  readonly app: App
  readonly window: BrowserWindow
  readonly core: HostCore
  readonly shell: DesktopShell
  readonly page: string
  /** Lets everything go that main holds. */
  readonly close: () => void
}

/**
 * The calls live in the page: closing the window hides it, and a page that died is loaded anew. Quitting tells the
 * other sides of live calls, and then lets everything go.
 */
export function keepRunning({ app, window, core, shell, page, close }: LifecycleParts): void {
  let isQuitting = false
  app.on('before-quit', () => {
    isQuitting = true
  })
  window.on('close', (event) => {
    if (isQuitting) return
    event.preventDefault()
    window.hide()
  })
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (isQuitting) return
    console.error(`The page ended (${reason}) and is loaded anew.`)
    core.abandonCalls().catch(() => {})
    shell.setIdle()
    window.loadURL(page).catch((error: unknown) => console.error('The page does not load:', error))
  })
  app.once('will-quit', (event) => {
    event.preventDefault()
    const goodbye = core.abandonCalls().catch(() => {})
    const limit = new Promise((resolve) => setTimeout(resolve, GOODBYE_LIMIT_MS))
    void Promise.race([goodbye, limit]).then(() => {
      close()
      app.exit(0)
    })
  })
  app.on('second-instance', () => shell.show())
  app.on('activate', () => shell.show())
}
