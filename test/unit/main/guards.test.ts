import { EventEmitter } from 'node:events'
import type { BrowserWindow, Session } from 'electron'
import { beforeEach, expect, test, vi } from 'vitest'
import { guardNavigation, guardSession } from '../../../src/main/windows.ts'

const OUR_PAGE = 'app://bundle/desktop.html'

/** An event of Electron's, of which only that matters. */
const cancelable = () => ({ preventDefault: vi.fn() })

test.each(['will-navigate', 'will-redirect', 'will-attach-webview'])('%s is prevented', (name) => {
  const contents = Object.assign(new EventEmitter(), { setWindowOpenHandler: () => {} })
  guardNavigation({ webContents: contents } as unknown as BrowserWindow, { openExternal: vi.fn() })
  const event = cancelable()
  contents.emit(name, event, OUR_PAGE)
  expect(event.preventDefault).toHaveBeenCalledOnce()
})

test.each([
  ['https://example.org/help', true],
  ['http://example.org/', false],
  ['file:///etc/passwd', false],
  ['javascript:alert(1)', false],
  ['tincan://call/bob', false],
  ['app://bundle/desktop.html', false],
  ['ms-msdt:/id', false],
  ['not an address', false],
])('no window opens for %s; the browser gets it: %s', (url, isOpened) => {
  const openExternal = vi.fn(async () => {})
  let open = (_details: { url: string }): object => ({})
  const contents = Object.assign(new EventEmitter(), {
    setWindowOpenHandler: (handler: typeof open) => void (open = handler),
  })
  guardNavigation({ webContents: contents } as unknown as BrowserWindow, { openExternal })
  expect(open({ url })).toEqual({ action: 'deny' })
  expect(openExternal).toHaveBeenCalledTimes(isOpened ? 1 : 0)
})

let session: EventEmitter
let request: (contents: null, permission: string, decide: (yes: boolean) => void, details: object) => void
let check: (contents: null, permission: string, origin: string, details: object) => boolean
beforeEach(() => {
  session = Object.assign(new EventEmitter(), {
    setPermissionRequestHandler: (handler: typeof request) => void (request = handler),
    setPermissionCheckHandler: (handler: typeof check) => void (check = handler),
  })
  guardSession(session as unknown as Session)
})

test.each([
  ['media', { requestingUrl: OUR_PAGE, mediaTypes: ['audio'] }, true],
  ['media', { requestingUrl: OUR_PAGE, mediaTypes: ['audio', 'video'] }, false],
  ['media', { requestingUrl: OUR_PAGE }, false],
  ['media', { requestingUrl: 'https://example.org/', mediaTypes: ['audio'] }, false],
  ['display-capture', { requestingUrl: OUR_PAGE }, false],
  ['geolocation', { requestingUrl: OUR_PAGE }, false],
  ['openExternal', { requestingUrl: OUR_PAGE, externalURL: 'x:' }, false],
])('%s, asked with %j: %s', (permission, details, expected) => {
  const decide = vi.fn()
  request(null, permission, decide, details)
  expect(decide).toHaveBeenCalledExactlyOnceWith(expected)
})

test.each([
  ['media', 'app://bundle', { mediaType: 'audio' }, true],
  ['media', 'app://bundle', { mediaType: 'video' }, false],
  ['media', 'app://bundle', {}, false],
  ['media', '', { mediaType: 'audio' }, false],
  ['hid', 'app://bundle', {}, false],
])('%s, checked for %j with %j: %s', (permission, origin, details, expected) => {
  expect(check(null, permission, origin, details)).toBe(expected)
})

test.each([
  ['blob:app://bundle/5a1c', true],
  ['https://example.org/setup.exe', false],
  ['data:text/html,x', false],
  ['app://bundle/desktop.html', false],
])('a download of %s is let: %s', (url, expected) => {
  const event = cancelable()
  session.emit('will-download', event, { getURL: () => url })
  expect(event.preventDefault).toHaveBeenCalledTimes(expected ? 0 : 1)
})
