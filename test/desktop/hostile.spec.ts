import { expect, type Page } from '@playwright/test'
import { REQUESTS } from '../../src/shared/ipc.ts'
import { PANEL_CHANNELS } from '../../src/shared/panel.ts'
import { test } from './support/desktop-test.ts'
import { isStandIn, launch, pageAt, type RunningApp } from './support/launch.ts'
import { pagesOf } from './support/panels.ts'
import { takeOver } from './support/taken-over.ts'

// A page that was taken over tries what it can, against the real main process. Which of it would be refused by what, the
// unit tests show (ipc-hostile, guards, panels); here it is that nothing gets through and main goes on.

let app: RunningApp
let pages: readonly Page[]
let before: unknown
test.beforeAll(async () => {
  app = await launch({ args: ['--use-fake-device-for-media-stream'] })
  pages = [app.page, await pageAt(app.electron, 'panel.html')]
  before = await stateOfAll()
})
test.afterAll(() => app.quit())

const stateOfAll = async (): Promise<unknown> => ({
  state: await app.page.evaluate(() => window.host.state()),
  pages: await pagesOf(app.electron),
})
// Main is up, every page is where it was, and nothing of what is kept has changed.
test.afterEach(async () => {
  expect(await stateOfAll()).toEqual(before)
})

declare const standInIpc: { invoke(channel: string, ...args: unknown[]): Promise<unknown> }

/** Sends on each channel, and gives the answers that are no refusal. */
async function send(
  page: Page,
  channels: readonly string[],
  loads: readonly ('nothing' | 'numbers' | 'huge' | 'cycle')[],
): Promise<unknown[]> {
  const { run } = await takeOver(page)
  return run(
    async ({ channels, loads }) => {
      const cycle: unknown[] = []
      cycle.push(cycle)
      const made = { nothing: [], numbers: [1, 2, 3], huge: ['x'.repeat(600_000)], cycle: [cycle] }
      const answers: unknown[] = []
      for (const channel of channels) {
        for (const load of loads) {
          const answer = await standInIpc
            .invoke(channel, ...made[load])
            .catch((error: Error) => error.message)
          const { error } = (answer ?? {}) as { error?: { code?: string } }
          if (error?.code !== 'bad-request') answers.push([channel, load, answer ?? null])
        }
      }
      return answers
    },
    { channels, loads },
  )
}

test('forged calls, on every channel', async () => {
  test.skip(!isStandIn, 'needs to run code in the world of the preload script')
  const channels = Object.keys(REQUESTS)
  const [main, panel] = pages as [Page, Page]
  expect(await send(main, channels, ['numbers', 'huge', 'cycle'])).toEqual([])
  // What is right from the main window is wrong from a small one, e.g. to reset the computer or to take the account.
  expect(await send(panel, channels, ['nothing', 'numbers', 'cycle'])).toEqual([])
  expect(await send(panel, ['settings.update'], ['huge'])).toEqual([])
})

test('channels of others, and channels that are none', async () => {
  test.skip(!isStandIn, 'needs to run code in the world of the preload script')
  const [main] = pages as [Page]
  // A panel's channel answers nobody; that it does nothing for the wrong window, panels.test.ts shows.
  const unanswered = Object.values(PANEL_CHANNELS).filter((channel) => channel !== PANEL_CHANNELS.view)
  expect(await send(main, unanswered, ['nothing', 'huge'])).toEqual(
    unanswered.flatMap((channel) => ['nothing', 'huge'].map((load) => [channel, load, null])),
  )
  const none = ['ELECTRON_BROWSER_REQUIRE', 'push.command', '__proto__', 'toString', '']
  const answers = (await send(main, none, ['nothing'])) as [string, string, string][]
  expect(answers.map(([channel]) => channel)).toEqual(none)
  for (const [, , answer] of answers) expect(answer).toContain('No handler registered')
})

test('every method of the host, with what it does not take', async () => {
  const accepted = await app.page.evaluate(async () => {
    const cycle: unknown[] = []
    cycle.push(cycle)
    const found: string[] = []
    const attack = async (path: string, value: unknown): Promise<void> => {
      if (typeof value === 'object' && value !== null) {
        for (const [name, held] of Object.entries(value)) await attack(`${path}.${name}`, held)
      }
      // A listener is called, and calls nothing.
      if (typeof value !== 'function' || /\.on[A-Z]/.test(path)) return
      for (const load of [
        [1, 2, 3],
        [cycle, cycle, cycle],
        [{ __proto__: null }, null, undefined],
      ]) {
        try {
          const answer = (await (value as (...args: unknown[]) => unknown)(...load)) as { ok?: boolean }
          if (answer.ok !== false) found.push(path)
        } catch {
          // It did not even leave the page.
        }
      }
    }
    await attack('host', window.host)
    return found
  })
  expect(accepted).toEqual([])
})

/** Ways to go to a place, as text for the page. Those that Chromium itself refuses are not even asked about. */
const WAYS: readonly (readonly [how: string, isAsked: boolean])[] = [
  ['location.assign("https://example.invalid/")', true],
  ['location.assign("http://127.0.0.1:1/")', true],
  ['location.assign(`${location.origin}.example.invalid/`)', true],
  ['location.assign(location.pathname === "/panel.html" ? "/desktop.html" : "/panel.html")', true],
  ['Object.assign(document.createElement("a"), { href: "https://example.invalid/" }).click()', true],
  ['location.assign("file:///etc/passwd")', false],
  ['location.assign("data:text/html,<title>mine</title>")', false],
  ['location.assign("javascript:document.title=1")', false],
  ['Object.assign(document.createElement("a"), { href: "tincan://call/bob" }).click()', false],
  [
    'document.body.append(Object.assign(document.createElement("form"), { id: "form", action: "https://example.invalid/" })); form.submit()',
    false,
  ],
]

test('going elsewhere, in every window', async () => {
  await app.electron.evaluate(({ BrowserWindow }) => {
    const places: boolean[] = []
    Object.assign(globalThis, { places })
    for (const window of BrowserWindow.getAllWindows())
      window.webContents.on('will-navigate', (event) => places.push(event.defaultPrevented))
  })
  const asked = (): Promise<boolean[]> =>
    app.electron.evaluate(() => (globalThis as unknown as { places: boolean[] }).places)
  for (const page of pages) {
    const url = page.url()
    await page.evaluate(() => Object.assign(globalThis, { isStill: 'here' }))
    for (const [how, isAsked] of WAYS) {
      const { length } = await asked()
      // In a task of its own, so that going there does not cut this off.
      await page.evaluate(`void setTimeout(() => { ${how} })`)
      if (isAsked) await expect.poll(async () => (await asked()).length, how).toBeGreaterThan(length)
      else await page.evaluate(() => new Promise((resolve) => setTimeout(resolve)))
    }
    // Another page would not know it.
    expect(await page.evaluate(() => (globalThis as unknown as { isStill: string }).isStill)).toBe('here')
    expect(page.url()).toBe(url)
  }
  expect(new Set(await asked())).toEqual(new Set([true]))
})

test('frames: there is no host in one, and none of ours can be framed', async () => {
  const seen = await app.page.evaluate(async () => {
    const own = location.href
    const look = async (attributes: Partial<HTMLIFrameElement>): Promise<string> => {
      const frame = Object.assign(document.createElement('iframe'), attributes)
      const loaded = new Promise((resolve) => frame.addEventListener('load', resolve))
      document.body.append(frame)
      await loaded
      try {
        const inside = frame.contentWindow
        if (inside === null) return 'shut'
        const isOpen = Reflect.has(inside, 'host') || inside.document.querySelector('#root, h1') !== null
        return isOpen ? 'open' : 'shut'
      } catch {
        return 'shut'
      } finally {
        frame.remove()
      }
    }
    return [
      await look({}),
      await look({ src: 'about:blank' }),
      await look({ srcdoc: '<script>document.body.append(document.createElement("h1"))</script>' }),
      await look({ src: own }),
      await look({ src: 'https://example.invalid/' }),
    ]
  })
  expect(seen).toEqual(['shut', 'shut', 'shut', 'shut', 'shut'])
})

test('new windows, in every window', async () => {
  await app.electron.evaluate(({ shell }) => {
    shell.openExternal = async (url) => void (globalThis as unknown as { opened: string[] }).opened.push(url)
    Object.assign(globalThis, { opened: [] })
  })
  for (const page of pages) {
    await page.evaluate(() => {
      const features = 'nodeIntegration=1,contextIsolation=0'
      for (const place of [
        'file:///etc/passwd',
        'data:text/html,x',
        'about:blank',
        'smb://x/y',
        '/desktop.html',
      ])
        window.open(place, '_blank', features)
      window.open('http://example.invalid/', 'name', features)
    })
  }
  // The last one is let out, so that it is known when all have been heard.
  await app.page.evaluate(() => window.open('https://example.invalid/last'))
  await expect
    .poll(() => app.electron.evaluate(() => (globalThis as unknown as { opened: string[] }).opened))
    .toEqual(['https://example.invalid/last'])
})

test('downloads: only what our own page made', async () => {
  await app.electron.evaluate(({ session }) => {
    const seen: unknown[] = []
    Object.assign(globalThis, { seen })
    session.defaultSession.on('will-download', (event, item) =>
      seen.push([item.getURL().split(/[,/]/)[0], event.defaultPrevented]),
    )
  })
  await app.page.evaluate(() => {
    const save = (href: string): void =>
      Object.assign(document.createElement('a'), { href, download: 'setup.exe' }).click()
    save('data:application/octet-stream,MZ')
    save(URL.createObjectURL(new Blob(['a log'])))
  })
  await expect
    .poll(() => app.electron.evaluate(() => (globalThis as unknown as { seen: unknown[] }).seen))
    .toEqual([
      ['data:application', true],
      ['blob:app:', false],
    ])
})

test('permissions but the microphone', async () => {
  const asked = await app.page.evaluate(async () => {
    const name = (error: unknown): string => (error instanceof Error ? error.name : String(error))
    const given = (): string => 'given'
    const media = navigator.mediaDevices
    return {
      place: await new Promise((resolve) =>
        navigator.geolocation.getCurrentPosition(
          () => resolve('given'),
          ({ code }) => resolve(code),
        ),
      ),
      camera: await media.getUserMedia({ video: true }).then(given, name),
      clipboard: await navigator.clipboard.readText().then(given, name),
      notifications: await Notification.requestPermission(),
    }
  })
  expect(asked).toEqual({
    place: 1,
    camera: 'NotAllowedError',
    clipboard: 'NotAllowedError',
    notifications: 'denied',
  })
})
