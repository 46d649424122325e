import { EventEmitter } from 'node:events'
import type { BrowserWindow, IpcMain } from 'electron'
import { beforeEach, describe, expect, test } from 'vitest'
import { serveHost, type DesktopHost } from '../../../src/main/ipc.ts'
import { MAX_REQUEST_LENGTH, REQUESTS, type RequestName } from '../../../src/shared/ipc.ts'

// A renderer that was taken over may send anything, on every channel. Nothing of it may reach the host.

type Handler = (event: object, ...args: unknown[]) => Promise<unknown>
let handlers: Map<string, Handler>
let called: string[]
let ours: object
beforeEach(() => {
  handlers = new Map()
  called = []
  const contents = Object.assign(new EventEmitter(), { send: () => {} })
  const window = Object.assign(new EventEmitter(), { isDestroyed: () => false, webContents: contents })
  ours = contents
  const ipcMain = { handle: (channel: string, handler: Handler) => void handlers.set(channel, handler) }
  serveHost(ipcMain as unknown as IpcMain, window as unknown as BrowserWindow, watched('host') as DesktopHost)
})

/** A host that has every method, and notes which one is called. */
function watched(path: string): unknown {
  return new Proxy(() => {}, {
    get: (_target, key) => watched(`${path}.${String(key)}`),
    apply: () => void called.push(path),
  })
}

const PAGE = 'app://bundle/desktop.html'
const frame = (url: string, parent: object | null = null) => ({ url, parent })
const SENDERS: [string, () => object][] = [
  ['another window', () => ({ sender: {}, senderFrame: frame(PAGE) })],
  ['a frame within our page', () => ({ sender: ours, senderFrame: frame(PAGE, frame(PAGE)) })],
  ['a blank frame within our page', () => ({ sender: ours, senderFrame: frame('about:blank', frame(PAGE)) })],
  ['a foreign page in our window', () => ({ sender: ours, senderFrame: frame('https://example.org/') })],
  ['a file in our window', () => ({ sender: ours, senderFrame: frame('file:///app://bundle/desktop.html') })],
  ['a host that begins like ours', () => ({ sender: ours, senderFrame: frame('app://bundle.evil/') })],
  ['a frame that is gone', () => ({ sender: ours, senderFrame: null })],
]

function cycle(): object {
  const self: Record<string, unknown> = {}
  self['self'] = self
  return self
}
const LOADS: [string, () => unknown[]][] = [
  ['nothing', () => []],
  ['a wrong type', () => [12]],
  ['an object that is none', () => [JSON.parse('{"__proto__": {"name": "x"}, "toString": "y"}')]],
  ['too much', () => [null, null, null, null]],
  ['something huge', () => ['x'.repeat(MAX_REQUEST_LENGTH)]],
  ['a cycle', () => [cycle()]],
  ['what JSON has not', () => [10n, new Map(), new ArrayBuffer(8)]],
]

describe.each(Object.keys(REQUESTS) as RequestName[])('%s', (channel) => {
  const ask = (event: object, args: unknown[]): Promise<unknown> => handlers.get(channel)!(event, ...args)

  test('is closed to everybody but the top frame of our page, whatever they send', async () => {
    for (const [who, event] of SENDERS) {
      for (const [what, load] of LOADS) {
        expect(await ask(event(), load()), `${what} from ${who}`).toMatchObject({
          ok: false,
          error: { code: 'bad-request', detail: 'sender' },
        })
      }
    }
    expect(called).toEqual([])
  })

  test('takes from our page only what fits', async () => {
    for (const [what, load] of LOADS) {
      // Some want nothing, and some take an object that says nothing.
      if (REQUESTS[channel].safeParse(load()).success) continue
      expect(await ask({ sender: ours, senderFrame: frame(PAGE) }, load()), what).toMatchObject({
        ok: false,
        error: { code: 'bad-request', detail: channel },
      })
    }
    expect(called).toEqual([])
  })
})
