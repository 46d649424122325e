import type { BrowserWindow } from 'electron'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { createDesktopShell, type DesktopShell } from '../../../src/main/shell/desktop-shell.ts'
import type { CallPresence } from '../../../src/shared/call/call.ts'
import { IDLE_PRESENCE } from '../../../src/shared/call/presence.ts'
import type { ShellCommand } from '../../../src/shared/host.ts'
import { HistoryEntry } from '../../../src/shared/model/history.ts'
import { DEFAULT_SETTINGS, type Settings } from '../../../src/shared/model/settings.ts'
import { bob, id } from '../../fakes/calls.ts'
import { FakeWindow } from '../../fakes/fake-window.ts'
import { record } from '../../desktop/stand-in/record.ts'

vi.mock('electron', async () => ({
  ...(await import('../../desktop/stand-in/surfaces.ts')),
  app: {
    getLocale: () => 'en',
    setBadgeCount: (count: number) => void (record.badge = count),
    quit: () => {},
  },
}))

const missed = (n: number): HistoryEntry =>
  HistoryEntry.parse({
    callId: id(n),
    peer: bob,
    direction: 'incoming',
    outcome: 'missed',
    startedAt: n,
    durationMs: null,
    seen: false,
  })
const ringing: CallPresence = {
  ...IDLE_PRESENCE,
  status: 'ringing',
  callId: id(9),
  peer: bob,
  ringing: [{ callId: id(9), peer: bob }],
}

let window: FakeWindow
let shell: DesktopShell
let commands: ShellCommand[]
function create(platform = 'linux', settings: Partial<Settings> = {}): void {
  record.trays.length = 0
  record.notifications.length = 0
  record.badge = 0
  commands = []
  window = new FakeWindow()
  shell = createDesktopShell({
    window: window as unknown as BrowserWindow,
    platform,
    icons: new URL('../../../build/tray', import.meta.url).pathname,
    state: {
      connection: { status: 'online' },
      contacts: [],
      history: [],
      settings: { ...DEFAULT_SETTINGS, ...settings },
    },
    updateSettings: () => {},
    onPresence: () => {},
  })
  shell.port.onCommand((command) => commands.push(command))
}
beforeEach(() => create())

const press = (label: string): void => record.trays[0]?.menu.find((item) => item.label === label)?.click?.()

describe('missed calls', () => {
  test('in the menu lead to the list of calls', () => {
    window.emit('ready-to-show')
    shell.setState({ history: [missed(1), missed(2)] })
    press('2 missed calls')
    expect(commands).toEqual([{ type: 'history' }])
    expect(window.isShown).toBe(true)
  })
  test('are told once each, and a click leads to the list of calls', () => {
    window.emit('ready-to-show')
    shell.setState({ history: [missed(1)] })
    shell.setState({ history: [missed(1), missed(2)] })
    expect(record.notifications.map(({ options }) => options.title)).toEqual([
      'Missed call from bob',
      'Missed call from bob',
    ])
    record.notifications[0]?.emit('click')
    expect(commands).toEqual([{ type: 'history' }])
    expect(window.isShown).toBe(true)
    // What was looked at needs no notification any more.
    shell.setState({ history: [missed(1), missed(2)].map((entry) => ({ ...entry, seen: true })) })
    expect(record.notifications).toEqual([])
  })
  test.each<[string, Partial<Settings>, (string | undefined)[]]>([
    ['without a name', { notificationNames: false }, ['1 missed call']],
    ['not at all', { notifications: false }, []],
    ['not while nothing is to disturb', { doNotDisturb: 'on' }, []],
  ])('are told %s, as the person wants it', (_how, settings, titles) => {
    create('linux', settings)
    shell.setState({ history: [missed(1)] })
    expect(record.notifications.map(({ options }) => options.title)).toEqual(titles)
  })
  test('are on the dock, or over the button of the taskbar', () => {
    shell.setState({ history: [missed(1)] })
    expect([record.badge, window.overlay.file]).toEqual([1, null])
    create('win32')
    for (const [count, file] of [
      [3, /win32\/missed-3\.ico$/],
      [12, /win32\/missed-many\.ico$/],
    ] as const) {
      shell.setState({ history: Array.from({ length: count }, (_, n) => missed(n)) })
      expect(window.overlay.file).toMatch(file)
      expect(window.overlay.text).toBe(`${count} missed calls`)
    }
    shell.setState({ history: [] })
    expect(window.overlay).toEqual({ file: null, text: '' })
    expect(record.badge).toBe(0)
  })
})

describe('the window', () => {
  test('is shown when there is something in it, and not before', () => {
    shell.show()
    expect(window.isShown).toBe(false)
    window.emit('ready-to-show')
    expect(window.isShown).toBe(true)
  })
  test('stays hidden when nobody asked for it', () => {
    window.emit('ready-to-show')
    expect(window.isShown).toBe(false)
  })
  test.each([
    [true, false],
    [false, true],
  ])('comes for a call that was answered elsewhere, if no small one does (%s): %s', (miniWindow, isShown) => {
    create('linux', { miniWindow })
    window.emit('ready-to-show')
    shell.command({ type: 'toggle-mute' })
    expect(window.isShown).toBe(false)
    shell.command({ type: 'accept', callId: id(9) })
    expect(window.isShown).toBe(isShown)
  })
  test('asks for attention while it rings, and is still when that ends', () => {
    void shell.port.setPresence(ringing)
    expect(window.isFlashing).toBe(true)
    shell.setIdle()
    expect(window.isFlashing).toBe(false)
  })
})

test('whom I would leave when the app quits: nobody who only rings', () => {
  void shell.port.setPresence(ringing)
  expect(shell.inCallWith()).toBeNull()
  for (const status of ['calling', 'in-call'] as const) {
    void shell.port.setPresence({ ...IDLE_PRESENCE, status, callId: id(9), peer: bob })
    expect(shell.inCallWith()).toBe(bob)
  }
})
