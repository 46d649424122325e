import type { BrowserWindow, PowerMonitor, Screen } from 'electron'
import type { HostCore } from '../shared/host-core.ts'
import type { Keys } from './shortcuts/keys.ts'
import { isOnScreen } from './window-state.ts'

export interface PowerParts {
  readonly powerMonitor: PowerMonitor
  /** Tells of a locked screen where Electron does not. */
  readonly watchLock: (onChange: (isLocked: boolean) => void) => void
  readonly screen: Pick<Screen, 'getAllDisplays' | 'getPrimaryDisplay'> & NodeJS.EventEmitter
  readonly window: BrowserWindow
  readonly core: {
    readonly wake: HostCore['wake']
    readonly account: Pick<HostCore['account'], 'reconnect'>
  }
  readonly keys: Pick<Keys, 'pause' | 'resume'>
}

/** What the computer and its session do to the app. A call outlives a short sleep; its peers wait as for a lost network. */
export function followPower(parts: PowerParts): void {
  const { powerMonitor, watchLock, screen, window, core, keys } = parts
  // Nobody is at the keys any more, and whoever comes next must not be heard by a key that got stuck.
  let isLocked = false
  const lock = (): void => {
    isLocked = true
    keys.pause()
  }
  // Whoever comes back finds the server there. Calls went on meanwhile, and their ways need no new ones.
  const unlock = (): void => {
    isLocked = false
    keys.resume()
    void core.account.reconnect()
  }
  powerMonitor.on('lock-screen', lock)
  powerMonitor.on('unlock-screen', unlock)
  powerMonitor.on('user-did-resign-active', lock)
  powerMonitor.on('user-did-become-active', unlock)
  watchLock((isNow) => (isNow ? lock() : unlock()))
  powerMonitor.on('suspend', keys.pause)
  powerMonitor.on('resume', () => {
    // Many a computer that wakes up asks for a password first.
    if (!isLocked) keys.resume()
    // Connections that stood still look alive: they are tried anew at once.
    core.wake('resumed')
  })
  // A window on a screen that was taken away would be nowhere.
  screen.on('display-removed', () => {
    if (isOnScreen(window.getBounds(), screen)) return
    const { x, y } = screen.getPrimaryDisplay().workArea
    const { width, height } = window.getBounds()
    window.setBounds({ x, y, width, height })
  })
}
