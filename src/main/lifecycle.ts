import { Notification, powerMonitor, type App, type BrowserWindow, type Dialog } from 'electron'
import type { HostCore } from '../shared/host-core.ts'
import type { DesktopShell } from './shell/desktop-shell.ts'
import type { ShellTexts } from './shell/shell-texts.ts'

/** How long quitting waits for the server to take the last messages, in milliseconds. */
const GOODBYE_LIMIT_MS = 1_000

export interface LifecycleParts {
  readonly app: App
  readonly window: BrowserWindow
  readonly core: HostCore
  readonly shell: DesktopShell
  readonly dialog: Pick<Dialog, 'showMessageBox'>
  readonly page: string
  /** It is decided: the windows close next. */
  readonly onQuit: () => void
  /** Lets everything go that main holds. */
  readonly close: () => void
}

export interface Lifecycle {
  /** From now on a window that closes is gone, because the app is about to be replaced. */
  prepareToQuit(): void
}

/**
 * The calls live in the page: closing the window hides it, and a page that died is loaded anew. Quitting in a call asks
 * first, unless the system asks for it; then it tells the other sides of live calls, and lets everything go.
 */
export function keepRunning(parts: LifecycleParts): Lifecycle {
  const { app, window, core, shell, dialog, page, close } = parts
  let isQuitting = false
  let isDecided = false
  let goodbye: Promise<unknown> = Promise.resolve()
  const prepareToQuit = (): void => {
    isQuitting = true
    parts.onQuit()
  }
  const quitAnyway = (): void => {
    isDecided = true
    app.quit()
  }
  app.on('before-quit', (event) => {
    const peer = shell.inCallWith()
    if (isDecided || peer === null) {
      prepareToQuit()
      // While it is known which calls there are: the page forgets them when its window closes.
      goodbye = core.abandonCalls().catch(() => {})
      return
    }
    event.preventDefault()
    void asksToQuit(dialog, window, shell.texts(), peer).then((isWanted) => isWanted && quitAnyway())
  })
  // The system does not wait for an answer.
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, quitAnyway)
  powerMonitor.on('shutdown', quitAnyway)
  window.on('session-end', quitAnyway)

  window.on('close', (event) => {
    if (isQuitting) return
    event.preventDefault()
    void core.state().then(({ settings }) => {
      if (!settings.closeToTray) return app.quit()
      window.hide()
      if (settings.closeHintSeen) return
      void core.settings.update({ closeHintSeen: true })
      sayItStays(dialog, shell.texts())
    })
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
    const limit = new Promise((resolve) => setTimeout(resolve, GOODBYE_LIMIT_MS))
    void Promise.race([goodbye, limit]).then(() => {
      close()
      app.exit(0)
    })
  })
  app.on('activate', () => shell.show())
  return { prepareToQuit }
}

/** Whoever closed the window for the first time has to learn where Tincan went, also on a desktop without notifications. */
function sayItStays(
  dialog: Pick<Dialog, 'showMessageBox'>,
  { staysTitle, staysText, staysUnderstood }: ShellTexts,
): void {
  if (Notification.isSupported()) return new Notification({ title: staysTitle, body: staysText }).show()
  void dialog.showMessageBox({ message: staysTitle, detail: staysText, buttons: [staysUnderstood] })
}

async function asksToQuit(
  dialog: Pick<Dialog, 'showMessageBox'>,
  window: BrowserWindow,
  texts: ShellTexts,
  peer: string,
): Promise<boolean> {
  const options = {
    type: 'question' as const,
    message: texts.quitTitle,
    detail: texts.quitText(peer),
    buttons: [texts.quitConfirm, texts.quitCancel],
    defaultId: 1,
    cancelId: 1,
  }
  // A box that belongs to a hidden window would be as hidden.
  const { response } = window.isVisible()
    ? await dialog.showMessageBox(window, options)
    : await dialog.showMessageBox(options)
  return response === 0
}
