import { openSessionBus } from './session-bus.ts'

const SIGNAL = 4
/** Each desktop has it under a name of its own (KDE, GNOME, Cinnamon, MATE, Xfce). */
const SCREEN_SAVER = /^org\.(freedesktop|gnome|cinnamon|mate|xfce)\.ScreenSaver$/

/**
 * Tells when the screen is locked and unlocked. Electron does so on macOS and Windows only; the desktops of Linux say it on
 * the session's bus. Without one, nothing is told.
 */
export function watchScreenLock(busAddress: string, onChange: (isLocked: boolean) => void): void {
  const watch = async (): Promise<void> => {
    const bus = await openSessionBus(busAddress, () => {})
    bus.connection.on('message', ({ type, interface: from, member, body }) => {
      const [isActive] = body ?? []
      const isOurs = type === SIGNAL && member === 'ActiveChanged' && SCREEN_SAVER.test(from ?? '')
      if (isOurs && typeof isActive === 'boolean') onChange(isActive)
    })
    await bus.addMatch("type='signal',member='ActiveChanged'")
  }
  watch().catch((error: unknown) => {
    console.error('A locked screen is not noticed:', error instanceof Error ? error.message : error)
  })
}
