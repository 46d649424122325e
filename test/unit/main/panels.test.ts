import { EventEmitter } from 'node:events'
import type { BrowserWindow, IpcMain } from 'electron'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { createPanels, type Panels } from '../../../src/main/panels/panels.ts'
import { shellTexts } from '../../../src/main/shell/shell-texts.ts'
import type { CallPresence } from '../../../src/shared/call/call.ts'
import { IDLE_PRESENCE } from '../../../src/shared/call/presence.ts'
import type { ShellCommand } from '../../../src/shared/host.ts'
import { DEFAULT_SETTINGS } from '../../../src/shared/model/settings.ts'
import { PANEL_CHANNELS } from '../../../src/shared/panel.ts'
import { bob, id } from '../../fakes/calls.ts'
import { FakeWindow, type Bounds } from '../../fakes/fake-window.ts'

const PAGE = 'app://bundle/panel.html'
vi.mock('electron', async () => ({
  ...(await import('../../desktop/stand-in/surfaces.ts')),
  BrowserWindow: (await import('../../fakes/fake-window.ts')).FakeWindow,
}))

const LEFT = { x: 0, y: 0, width: 1280, height: 800 }
const RIGHT = { x: 1280, y: 0, width: 1920, height: 1080 }
const ringing: CallPresence = {
  ...IDLE_PRESENCE,
  status: 'ringing',
  callId: id(1),
  peer: bob,
  ringing: [{ callId: id(1), peer: bob }],
}
const inCall: CallPresence = { ...IDLE_PRESENCE, status: 'in-call', callId: id(2), peer: bob, since: 1 }

let panels: Panels
let handlers: Map<string, (event: object, ...args: unknown[]) => unknown>
let commands: ShellCommand[]
let screen: EventEmitter & { displays: Bounds[]; cursor: { x: number; y: number } }
let incoming: FakeWindow
let mini: FakeWindow
function create(miniPlace: Bounds | null = null): void {
  FakeWindow.all = []
  handlers = new Map()
  commands = []
  const main = new FakeWindow()
  const areaAt = (x: number): Bounds =>
    screen.displays.find((area) => x >= area.x && x < area.x + area.width) ?? screen.displays[0]!
  screen = Object.assign(new EventEmitter(), {
    displays: [LEFT, RIGHT],
    cursor: { x: 10, y: 10 },
    getAllDisplays: () => screen.displays.map((workArea) => ({ workArea })),
    getCursorScreenPoint: () => screen.cursor,
    getDisplayNearestPoint: ({ x }: { x: number }) => ({ workArea: areaAt(x) }),
  })
  panels = createPanels({
    window: main as unknown as BrowserWindow,
    ipcMain: {
      handle: (channel: string, handler: never) => void handlers.set(channel, handler),
    } as unknown as IpcMain,
    screen: screen as never,
    shell: { openExternal: async () => {} } as never,
    preloads: '/preloads',
    platform: 'linux',
    state: { contacts: [], settings: DEFAULT_SETTINGS },
    miniPlace,
    keepMiniPlace: () => {},
    command: (command) => void commands.push(command),
    openMain: () => {},
    texts: () => shellTexts('en', 'en'),
  })
  main.webContents.emit('did-finish-load')
  panels.setPresence(ringing)
  incoming = FakeWindow.all[1]!
  panels.setPresence(inCall)
  mini = FakeWindow.all[2]!
}
beforeEach(() => create())

describe('who may speak for a panel', () => {
  const frame = (url = PAGE, parent: object | null = null) => ({ url, parent })
  const ask = (window: FakeWindow | object, senderFrame: object | null, command: unknown): unknown =>
    handlers.get(PANEL_CHANNELS.command)!(
      { sender: window instanceof FakeWindow ? window.webContents : window, senderFrame },
      command,
    )
  const MUTE = { type: 'toggle-mute' }

  test('its own page', () => {
    ask(mini, frame(), MUTE)
    ask(incoming, frame(), { type: 'decline', callId: id(1) })
    expect(commands).toEqual([MUTE, { type: 'decline', callId: id(1) }])
  })
  test.each<[string, () => unknown]>([
    ['the main window', () => ask(FakeWindow.all[0]!, frame(), MUTE)],
    ['a window that is none of ours', () => ask({}, frame(), MUTE)],
    ['a frame within its page', () => ask(mini, frame(PAGE, frame()), MUTE)],
    ['another page in its window', () => ask(mini, frame('app://bundle/desktop.html'), MUTE)],
    ['a page with the same name elsewhere', () => ask(mini, frame('app://bundle/panel.html?x'), MUTE)],
    ['a frame that is gone', () => ask(mini, null, MUTE)],
    ['its own page, with what is no command', () => ask(mini, frame(), { type: 'dial', name: 'bob' })],
    ['its own page, with nothing', () => ask(mini, frame(), undefined)],
  ])('not %s', (_who, act) => {
    act()
    expect(commands).toEqual([])
  })
  test('only the one of calls that ring may change its size, and while it is shown', () => {
    const before = [incoming.bounds, mini.bounds]
    ask(mini, frame(), { type: 'fit', height: 500 })
    ask(incoming, frame(), { type: 'fit', height: 500 })
    expect([incoming.bounds, mini.bounds]).toEqual(before)
    panels.setPresence({ ...inCall, ringing: ringing.ringing })
    ask(incoming, frame(), { type: 'fit', height: 500 })
    expect(incoming.bounds.height).toBe(500)
  })
  test('each hears only what is its own, and only after its own page asked for it', () => {
    const listen = (window: FakeWindow, senderFrame: object): unknown =>
      handlers.get(PANEL_CHANNELS.listen)!({ sender: window.webContents, senderFrame })
    listen(mini, frame(PAGE, frame()))
    expect(mini.webContents.sent).toEqual([])
    listen(mini, frame())
    expect(mini.webContents.sent).toMatchObject([{ kind: 'mini', call: { callId: id(2) } }])
    expect(incoming.webContents.sent).toEqual([])
  })
})

describe('with two displays', () => {
  test('a call that comes in opens on the one that the person uses', () => {
    expect(incoming.bounds.x).toBeLessThan(RIGHT.x)
    panels.setPresence(IDLE_PRESENCE)
    screen.cursor = { x: 2000, y: 500 }
    panels.setPresence(ringing)
    expect(incoming.bounds).toEqual({ x: 1280 + 1920 - 380 - 16, y: 16, width: 380, height: 176 })
  })
  test('a small window that a display takes along when it goes comes to the other', () => {
    mini.bounds = { x: 2000, y: 300, width: 300, height: 76 }
    screen.displays = [LEFT]
    screen.emit('display-removed')
    expect(mini.bounds).toEqual({ x: 1280 - 300 - 16, y: 16, width: 300, height: 76 })
  })
  test('one that is elsewhere stays where it is', () => {
    mini.bounds = { x: 200, y: 300, width: 300, height: 76 }
    screen.displays = [LEFT]
    screen.emit('display-removed')
    expect(mini.bounds.x).toBe(200)
  })
  test('a place that was kept counts only while there is a display for it', () => {
    const place = { x: 2000, y: 300, width: 300, height: 76 }
    create(place)
    expect(mini.bounds).toEqual(place)
    panels.setPresence(IDLE_PRESENCE)
    screen.displays = [LEFT]
    panels.setPresence(inCall)
    expect(mini.bounds.x).toBe(1280 - 300 - 16)
  })
})
