import { EventEmitter } from 'node:events'
import type { App, BrowserWindow } from 'electron'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { keepRunning, type Lifecycle } from '../../../src/main/lifecycle.ts'
import { shellTexts } from '../../../src/main/shell/shell-texts.ts'
import type { DesktopShell } from '../../../src/main/shell/desktop-shell.ts'
import type { HostCore } from '../../../src/shared/host-core.ts'
import { FakeWindow } from '../../fakes/fake-window.ts'
import { Notification, powerMonitor } from '../../desktop/stand-in/surfaces.ts'

vi.mock('electron', () => import('../../desktop/stand-in/surfaces.ts'))

/** The app quits as Electron's does: it asks, closes the window, and asks again. */
class FakeApp extends EventEmitter {
  quit(): void {
    if (!emit(this, 'before-quit') || !emit(window, 'close')) return
    emit(this, 'will-quit')
  }
  exit(code: number): void {
    done.push(`exit ${code}`)
  }
}
/** False when somebody prevented it. */
function emit(target: EventEmitter, name: string): boolean {
  const event = { preventDefault: vi.fn() }
  target.emit(name, event)
  return event.preventDefault.mock.calls.length === 0
}

let app: FakeApp
let window: FakeWindow
let done: string[]
let peer: string | null
let settings: { closeToTray: boolean; closeHintSeen: boolean }
let abandon: () => Promise<unknown>
let lifecycle: Lifecycle
beforeEach(() => {
  vi.useFakeTimers()
  vi.spyOn(process, 'once').mockReturnThis()
  powerMonitor.removeAllListeners()
  app = new FakeApp()
  window = new FakeWindow()
  done = []
  peer = null
  settings = { closeToTray: true, closeHintSeen: false }
  abandon = async () => {}
  lifecycle = keepRunning({
    app: app as unknown as App,
    window: window as unknown as BrowserWindow,
    core: {
      state: async () => ({ settings }),
      settings: { update: async (change: object) => void Object.assign(settings, change) },
      abandonCalls: () => {
        done.push('abandon')
        return abandon()
      },
    } as unknown as HostCore,
    shell: { inCallWith: () => peer, texts: () => shellTexts('en', 'en') } as unknown as DesktopShell,
    dialog: {
      showMessageBox: async (...args: unknown[]) => {
        done.push((args.at(-1) as { message: string }).message)
        return { response: 1, checkboxChecked: false }
      },
    },
    page: 'app://bundle/desktop.html',
    onQuit: () => void done.push('stop panels'),
    close: () => void done.push('close'),
  })
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

test.each(['the computer shuts down', 'the session ends'])(
  '%s: nothing is asked, also in a call',
  async (what) => {
    peer = 'bob'
    if (what === 'the session ends') window.emit('session-end')
    else powerMonitor.emit('shutdown')
    await vi.advanceTimersByTimeAsync(0)
    expect(done).toEqual(['stop panels', 'abandon', 'close', 'exit 0'])
  },
)

test('whoever quits in a call is asked, and no means no', async () => {
  peer = 'bob'
  app.quit()
  await vi.advanceTimersByTimeAsync(0)
  expect(done).toEqual(['Quit Tincan and end the call?'])
})

test('a server that does not answer keeps the app for a second, not longer', async () => {
  abandon = () => new Promise(() => {})
  app.quit()
  await vi.advanceTimersByTimeAsync(999)
  expect(done).not.toContain('close')
  await vi.advanceTimersByTimeAsync(1)
  expect(done).toEqual(['stop panels', 'abandon', 'close', 'exit 0'])
})

test('closing hides the window, and the first time says where it went', async () => {
  const show = vi.spyOn(Notification.prototype, 'show').mockReturnValue()
  window.show()
  expect(emit(window, 'close')).toBe(false)
  await vi.advanceTimersByTimeAsync(0)
  expect(window.isShown).toBe(false)
  expect(show).toHaveBeenCalledOnce()
  emit(window, 'close')
  await vi.advanceTimersByTimeAsync(0)
  expect(show).toHaveBeenCalledOnce()
})

test('where the system has no notifications, a box says it', async () => {
  vi.spyOn(Notification, 'isSupported').mockReturnValue(false)
  emit(window, 'close')
  await vi.advanceTimersByTimeAsync(0)
  expect(done).toEqual(['Tincan is still running'])
})

test('a person may want closing to quit', async () => {
  settings.closeToTray = false
  expect(emit(window, 'close')).toBe(false)
  await vi.advanceTimersByTimeAsync(0)
  expect(done.at(-1)).toBe('exit 0')
})

test('before the app is replaced its window may go', () => {
  lifecycle.prepareToQuit()
  expect(emit(window, 'close')).toBe(true)
})
