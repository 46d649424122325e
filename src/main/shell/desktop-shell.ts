import { Menu, nativeImage, powerSaveBlocker, Tray, type BrowserWindow } from 'electron'
import { IDLE_PRESENCE } from '../../shared/call/presence.ts'
import { createMailbox } from '../../shared/core/mailbox.ts'
import type { Connection, Host, ShellCommand } from '../../shared/host.ts'
import { ok } from '../../shared/result.ts'
import { TRAY_ICON } from './icon.ts'
import { shellTexts, shellView } from './shell-view.ts'

export interface DesktopShell {
  readonly port: NonNullable<Host['shell']>
  setConnection(connection: Connection): void
  setLanguage(language: string): void
  /** Brings the window to the front. */
  show(): void
  /** The screen is gone, and no call is shown any more. */
  setIdle(): void
}

/** Tray and power: drawn from the last presence of the screen, which alone knows the calls. */
export function createDesktopShell(window: BrowserWindow, quit: () => void): DesktopShell {
  const commands = createMailbox<ShellCommand>()
  const tray = new Tray(nativeImage.createFromDataURL(TRAY_ICON))
  let presence = IDLE_PRESENCE
  let connection: Connection = { status: 'connecting' }
  let texts = shellTexts('en')
  let blocker: number | null = null

  const show = (): void => {
    if (window.isMinimized()) window.restore()
    window.show()
    window.focus()
  }
  tray.on('click', show)

  const draw = (): void => {
    const view = shellView(texts, presence, connection)
    const { callId } = presence
    tray.setToolTip(`Tincan: ${view.status}`)
    const end = { label: texts.end, click: () => callId !== null && commands.post({ type: 'end', callId }) }
    tray.setContextMenu(
      Menu.buildFromTemplate([
        { label: view.status, enabled: false },
        { type: 'separator' },
        ...(view.isInCall ? [end] : []),
        { label: texts.show, click: show },
        { label: texts.quit, click: quit },
      ]),
    )
    if (view.isInCall && blocker === null) blocker = powerSaveBlocker.start('prevent-app-suspension')
    if (!view.isInCall && blocker !== null) {
      powerSaveBlocker.stop(blocker)
      blocker = null
    }
    // A hidden window must not be slowed down while it carries a call.
    window.webContents.setBackgroundThrottling(!view.isInCall)
  }
  draw()

  return {
    port: {
      async setPresence(next) {
        presence = next
        draw()
        return ok(null)
      },
      onCommand: commands.subscribe,
    },
    setConnection(next) {
      connection = next
      draw()
    },
    setLanguage(language) {
      texts = shellTexts(language)
      draw()
    },
    show,
    setIdle() {
      presence = IDLE_PRESENCE
      draw()
    },
  }
}
