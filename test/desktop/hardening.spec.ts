import { expect } from '@playwright/test'
import { test } from './support/desktop-test.ts'
import { isStandIn, launch, pageAt, type RunningApp } from './support/launch.ts'
import { pagesOf } from './support/panels.ts'
import { readRecord } from './support/record.ts'

let app: RunningApp
test.beforeAll(async () => {
  app = await launch({ args: ['--use-fake-device-for-media-stream'] })
})
test.afterAll(() => app.quit())

test('no window has a way into Node', async () => {
  await pageAt(app.electron, 'panel.html')
  const windows = await app.electron.evaluate(({ BrowserWindow }) =>
    // Not in the documentation, but there: what the window was really made with.
    BrowserWindow.getAllWindows().map((window) =>
      (
        window.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }
      ).getLastWebPreferences(),
    ),
  )
  expect(windows).toHaveLength(2)
  for (const preferences of windows) {
    expect(preferences).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
    })
    for (const name of [
      'allowRunningInsecureContent',
      'experimentalFeatures',
      'enableBlinkFeatures',
      'nodeIntegrationInSubFrames',
      'nodeIntegrationInWorker',
    ])
      expect(preferences[name] || false, name).toBe(false)
  }
})

test('a small window may tell main one thing, and cannot change what it has', async () => {
  const panel = await pageAt(app.electron, 'panel.html')
  const seen = await panel.evaluate(() => {
    const { panelHost } = window as unknown as { panelHost: Record<string, unknown> }
    return {
      names: ['host', 'require', 'process', 'ipcRenderer'].filter((name) => name in globalThis),
      ports: Object.keys(panelHost).sort(),
      isChanged: Reflect.set(panelHost, 'command', () => 'mine'),
    }
  })
  expect(seen).toEqual({ names: [], ports: ['command', 'kind', 'onView'], isChanged: false })
})

test('the page has none either, and the host that it has cannot be changed', async () => {
  const seen = await app.page.evaluate(() => {
    const scope = globalThis as unknown as Record<string, unknown>
    const { host } = window as unknown as { host: Record<string, unknown> }
    const isChanged = Reflect.set(host, 'state', () => 'mine')
    const isReplaced = Reflect.set(globalThis, 'host', {})
    return {
      names: ['require', 'process', 'module', 'Buffer', 'ipcRenderer', 'electron'].filter(
        (name) => name in scope,
      ),
      ports: Object.keys(host).sort(),
      isChanged,
      isReplaced,
    }
  })
  expect(seen.names).toEqual([])
  expect(seen.isChanged).toBe(false)
  expect(seen.isReplaced).toBe(false)
  expect(seen.ports).toEqual([
    'account',
    'calls',
    'computer',
    'contacts',
    'embeddedServer',
    'history',
    'network',
    'onState',
    'settings',
    'shell',
    'state',
    'updates',
    'version',
    'warnings',
  ])
})

test('text does not become code, and the page reaches no server by itself', async () => {
  const refused = await app.page.evaluate(async () => {
    const violations: string[] = []
    Object.assign(globalThis, { violations })
    document.addEventListener('securitypolicyviolation', (event) => violations.push(event.effectiveDirective))
    // In a task of its own: the inspector, through which this runs, may evaluate what the page may not.
    const evaluated = await new Promise((resolve) =>
      setTimeout(() => {
        try {
          // oxlint-disable-next-line no-eval -- that it does not work is what is shown
          resolve((0, eval)('1 + 1'))
        } catch (error) {
          resolve(error instanceof EvalError ? 'refused' : String(error))
        }
      }),
    )
    const fetched = await fetch('https://127.0.0.1:1/').then(
      () => 'answered',
      () => 'refused',
    )
    const script = document.createElement('script')
    script.textContent = 'globalThis.injected = true'
    document.head.append(script)
    return { evaluated, fetched, injected: 'injected' in globalThis }
  })
  expect(refused.evaluated).toBe('refused')
  expect(refused.fetched).toBe('refused')
  expect(refused.injected).toBe(false)
  await expect
    .poll(() => app.page.evaluate(() => (globalThis as unknown as { violations: string[] }).violations))
    .toEqual(expect.arrayContaining(['script-src', 'connect-src', 'script-src-elem']))
})

test('only the files of the page are given out', async () => {
  const statuses = await app.page.evaluate(async () => {
    const paths = [
      '/desktop.html',
      '/nothing.html',
      '/..%2Fmain%2Fmain.js',
      '/%2e%2e/main/main.js',
      '/%',
      '/assets',
    ]
    return Promise.all(paths.map(async (path) => (await fetch(path)).status))
  })
  expect(statuses).toEqual([200, 404, 404, 404, 404, 404])
})

test('the page stays where it is, and opens nothing but a link in the browser of the person', async () => {
  const { page } = app
  const before = page.url()
  // The browser of whoever runs this on a real Electron stays closed.
  await app.electron.evaluate(({ shell }) => {
    shell.openExternal = async (url) => void (globalThis as unknown as { opened: string[] }).opened.push(url)
    Object.assign(globalThis, { opened: [] })
  })
  await page.evaluate(() => {
    window.open('https://example.invalid/help')
    window.open('file:///etc/passwd')
    window.open('tincan-evil://x')
  })
  await page.evaluate(() => location.assign('https://example.invalid/elsewhere'))
  await expect
    .poll(() => app.electron.evaluate(() => (globalThis as unknown as { opened: string[] }).opened))
    .toEqual(['https://example.invalid/help'])
  expect(page.url()).toBe(before)
  await expect.poll(() => pagesOf(app.electron)).toEqual(['desktop.html', 'panel.html'])
})

test('the microphone is granted to our page, the camera and the rest are not', async () => {
  const given = await app.page.evaluate(async () => {
    const ask = (constraints: MediaStreamConstraints): Promise<string> =>
      navigator.mediaDevices.getUserMedia(constraints).then(
        (stream) => {
          for (const track of stream.getTracks()) track.stop()
          return 'granted'
        },
        (error: DOMException) => error.name,
      )
    return {
      microphone: await ask({ audio: true }),
      camera: await ask({ video: true }),
      both: await ask({ audio: true, video: true }),
      notifications: Notification.permission,
    }
  })
  expect(given).toEqual({
    microphone: 'granted',
    camera: 'NotAllowedError',
    both: 'NotAllowedError',
    notifications: 'denied',
  })
})

test('every decision of the permission handlers', async () => {
  test.skip(!isStandIn, 'read from the record of the stand-in')
  const decisions = await readRecord(app.electron, ({ standInRecord: record }) =>
    Object.fromEntries(record.permissions),
  )
  expect(decisions).toEqual({
    'media:audio': true,
    'media:video': false,
    notifications: false,
    geolocation: false,
    'clipboard-read': false,
    'local-network-access': true,
  })
})
