import { EventEmitter } from 'node:events'
import type { BrowserWindow, IpcMain } from 'electron'
import { beforeEach, expect, test, vi } from 'vitest'
import { serveHost, type DesktopHost } from '../../../src/main/ipc.ts'
import { MAX_REQUEST_LENGTH, REQUESTS } from '../../../src/shared/ipc.ts'
import { ok } from '../../../src/shared/result.ts'

type Handler = (event: object, ...args: unknown[]) => Promise<unknown>
let handlers: Map<string, Handler>
let contents: EventEmitter & { send: (channel: string, value: unknown) => void }
let sent: [string, unknown][]
let commands: Set<(command: unknown) => void>
let host: { settings: { update: ReturnType<typeof vi.fn> } }

beforeEach(() => {
  handlers = new Map()
  sent = []
  commands = new Set()
  contents = Object.assign(new EventEmitter(), {
    send: (channel: string, value: unknown) => void sent.push([channel, value]),
  })
  const window = Object.assign(new EventEmitter(), { isDestroyed: () => false, webContents: contents })
  const anything = new Proxy({}, { get: () => async () => ok(null) })
  host = { settings: { update: vi.fn(async () => ok(null)) } }
  const whole = {
    state: async () => ({}),
    account: { identityFile: anything },
    contacts: anything,
    history: anything,
    network: { sockets: anything },
    calls: anything,
    warnings: anything,
    computer: anything,
    embeddedServer: anything,
    updates: anything,
    shell: {
      setPresence: async () => ok(null),
      showMini: async () => ok(null),
      onCommand: (listener: (command: unknown) => void) => {
        commands.add(listener)
        return () => commands.delete(listener)
      },
    },
    ...host,
  } as unknown as DesktopHost
  const ipcMain = { handle: (channel: string, handler: Handler) => void handlers.set(channel, handler) }
  serveHost(ipcMain as unknown as IpcMain, window as unknown as BrowserWindow, whole)
})

const ourPage = (): object => ({
  sender: contents,
  senderFrame: { url: 'app://bundle/desktop.html', parent: null },
})
const ask = (channel: string, args: unknown[]): Promise<unknown> => handlers.get(channel)!(ourPage(), ...args)
const refused = (detail: string): object => ({ ok: false, error: { code: 'bad-request', detail } })

test('every channel of the map is answered', () => {
  expect([...handlers.keys()].sort()).toEqual(Object.keys(REQUESTS).sort())
})

test('a change names what changes, and nothing else is filled in', async () => {
  expect(await ask('settings.update', [{ theme: 'dark', language: undefined }])).toEqual(ok(null))
  expect(host.settings.update).toHaveBeenCalledWith({ theme: 'dark' })
})

test.each([
  ['a wrong type', [{ theme: 1 }]],
  ['no argument', []],
  ['one too many', [{}, {}]],
  ['something huge', [{ microphones: [{ id: 'x'.repeat(300_000), label: '', group: '' }] }]],
  ['something huge beside what fits', [{ theme: 'dark', more: 'x'.repeat(MAX_REQUEST_LENGTH) }]],
  ['a number without end', [10n]],
])('%s is refused', async (_payload, args) => {
  expect(await ask('settings.update', args)).toEqual(refused('settings.update'))
  expect(host.settings.update).not.toHaveBeenCalled()
})

test('a failure of main reaches the page without its text', async () => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => {})
  host.settings.update.mockRejectedValueOnce(new Error('/home/alice/secret'))
  const answer = await ask('settings.update', [{ theme: 'dark' }])
  expect(answer).toEqual({ ok: false, error: { code: 'internal', detail: 'settings.update' } })
  expect(log).toHaveBeenCalledOnce()
  log.mockRestore()
})

test('pushes begin when the page listens, end when it goes, and begin again with the next', async () => {
  expect(commands.size).toBe(0)
  await ask('listen', ['command'])
  await ask('listen', ['command'])
  expect(commands.size).toBe(1)
  for (const tell of commands) tell({ type: 'toggle-mute' })
  expect(sent).toEqual([['push.command', { type: 'toggle-mute' }]])

  contents.emit('did-start-navigation', { isMainFrame: true, isSameDocument: true })
  contents.emit('did-start-navigation', { isMainFrame: false, isSameDocument: false })
  expect(commands.size).toBe(1)
  contents.emit('did-start-navigation', { isMainFrame: true, isSameDocument: false })
  expect(commands.size).toBe(0)
  await ask('listen', ['command'])
  expect(commands.size).toBe(1)
  contents.emit('render-process-gone')
  expect(commands.size).toBe(0)
})
