import { app, nativeImage, powerSaveBlocker, type BrowserWindow } from 'electron'
import type { CallPresence } from '../../shared/call/call.ts'
import { IDLE_PRESENCE } from '../../shared/call/presence.ts'
import { createMailbox } from '../../shared/core/mailbox.ts'
import type { Host, HostState, ShellCommand } from '../../shared/host.ts'
import { isSameName } from '../../shared/ids.ts'
import type { Settings } from '../../shared/model/settings.ts'
import { ok } from '../../shared/result.ts'
import { createMissedNotices } from './missed-notices.ts'
import { shellTexts, type ShellTexts } from './shell-texts.ts'
import { shellView, type ShellDeed, type ShellView } from './shell-view.ts'
import { createTray, trayIconPath } from './tray.ts'

type ShownState = Pick<HostState, 'connection' | 'contacts' | 'history' | 'settings'>

export interface DesktopShell {
  readonly port: Pick<NonNullable<Host['shell']>, 'setPresence' | 'onCommand'>
  /** What of the host's state is shown outside of the windows. */
  setState(change: Partial<ShownState>): void
  /** Asks the screen for something, as the tray does. */
  command(command: ShellCommand): void
  /** Brings the window to the front, at the start as soon as there is something in it. */
  show(): void
  /** The screen is gone, and no call is shown any more. */
  setIdle(): void
  /** Whom I am in a call with, or dial; null without a call. */
  inCallWith(): string | null
  texts(): ShellTexts
}

export interface DesktopShellParts {
  readonly window: BrowserWindow
  readonly platform: string
  /** Holds a folder of tray icons for each platform. */
  readonly icons: string
  readonly state: ShownState
  readonly updateSettings: (change: Partial<Settings>) => void
  readonly onPresence: (presence: CallPresence) => void
}

/** Tray, badge and power: drawn from the host's state and the last presence of the screen, which alone knows the calls. */
export function createDesktopShell(parts: DesktopShellParts): DesktopShell {
  const { window, platform, icons } = parts
  const commands = createMailbox<ShellCommand>()
  let presence = IDLE_PRESENCE
  let { state } = parts
  let blocker: number | null = null
  let quietTimer: NodeJS.Timeout | undefined
  let isReady = false
  let isShowWanted = false

  const show = (): void => {
    isShowWanted = true
    if (!isReady) return
    if (window.isMinimized()) window.restore()
    window.show()
    window.focus()
  }
  window.once('ready-to-show', () => {
    isReady = true
    if (isShowWanted) show()
  })
  const command = (wish: ShellCommand): void => {
    commands.post(wish)
    // Somewhere the call must be seen, whatever answered or dialled it.
    const isCall = wish.type === 'accept' || wish.type === 'dial'
    if (isCall && !state.settings.miniWindow && (!window.isVisible() || window.isMinimized())) show()
  }
  const openAt = (place: 'history' | 'preferences'): void => {
    show()
    commands.post({ type: place })
  }
  const obey = (deed: ShellDeed): void => {
    switch (deed.type) {
      case 'command':
        return command(deed.command)
      case 'do-not-disturb':
        return parts.updateSettings({ doNotDisturb: deed.value })
      case 'open':
        return show()
      case 'history':
      case 'preferences':
        return openAt(deed.type)
      case 'quit':
        return app.quit()
    }
  }
  const tray = createTray({ icons, platform, obey })
  const notices = createMissedNotices({
    texts: () => texts(),
    nameOf: ({ peer }) => state.contacts.find((contact) => isSameName(contact.name, peer))?.nickname || peer,
    open: () => openAt('history'),
  })
  const texts = (): ShellTexts => shellTexts(state.settings.language, app.getLocale())

  const draw = (): void => {
    const { connection, contacts, settings, history } = state
    const { doNotDisturb } = settings
    const missed = history.filter(({ outcome, seen }) => outcome === 'missed' && !seen).length
    const view = shellView(texts(), { presence, connection, contacts, doNotDisturb, missed, now: Date.now() })
    tray.draw(view)
    drawWindow(view)
    notices.look(history, settings)
    keepAwake(view.isInCall)
    endQuiet(doNotDisturb)
  }

  const drawWindow = ({ badge, isRinging, isInCall }: ShellView): void => {
    if (window.isDestroyed()) return
    if (platform === 'win32') {
      const overlay = nativeImage.createFromPath(
        trayIconPath(icons, platform, badge > 9 ? 'missed-many' : `missed-${badge}`),
      )
      window.setOverlayIcon(badge === 0 ? null : overlay, badge === 0 ? '' : texts().missed(badge))
    } else {
      app.setBadgeCount(badge)
    }
    window.flashFrame(isRinging && !window.isFocused())
    // A hidden window must not be slowed down while it carries a call.
    window.webContents.setBackgroundThrottling(!isInCall)
  }

  const keepAwake = (isWanted: boolean): void => {
    if (isWanted) blocker ??= powerSaveBlocker.start('prevent-app-suspension')
    else if (blocker !== null) {
      powerSaveBlocker.stop(blocker)
      blocker = null
    }
  }

  /** Turns "do not disturb" off when its time has come, so that it is also seen to be off. */
  const endQuiet = (wish: Settings['doNotDisturb']): void => {
    clearTimeout(quietTimer)
    if (typeof wish !== 'number') return
    quietTimer = setTimeout(
      () => parts.updateSettings({ doNotDisturb: 'off' }),
      Math.max(0, wish - Date.now()),
    )
    quietTimer.unref()
  }
  draw()

  const setPresence = (next: CallPresence): void => {
    presence = next
    parts.onPresence(next)
    draw()
  }
  return {
    port: {
      async setPresence(next) {
        setPresence(next)
        return ok(null)
      },
      onCommand: commands.subscribe,
    },
    setState(change) {
      state = { ...state, ...change }
      draw()
    },
    command,
    show,
    setIdle: () => setPresence(IDLE_PRESENCE),
    inCallWith: () => (presence.status === 'in-call' || presence.status === 'calling' ? presence.peer : null),
    texts,
  }
}
