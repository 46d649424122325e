import { expect } from '@playwright/test'
import { test } from './support/desktop-test.ts'
import { launch, type RunningApp } from './support/launch.ts'
import { pagesOf } from './support/panels.ts'

let app: RunningApp
test.beforeAll(async () => {
  app = await launch()
})
test.afterAll(() => app.quit())

const isRefused = { ok: false, error: { code: 'bad-request' } }

test('a payload that does not fit is refused, and main goes on', async () => {
  const answers = await app.page.evaluate(async () => {
    const host = window.host as unknown as {
      contacts: Record<string, (...args: unknown[]) => Promise<unknown>>
      settings: Record<string, (...args: unknown[]) => Promise<unknown>>
      shell: Record<string, (...args: unknown[]) => Promise<unknown>>
    }
    const cycle: unknown[] = []
    cycle.push(cycle)
    return [
      await host.contacts['add']!(12),
      await host.contacts['add']!(),
      await host.contacts['add']!('bob', 'and more'),
      await host.contacts['add']!('x'.repeat(3_000_000)),
      await host.contacts['remove']!({ toString: 'no name' }),
      await host.settings['update']!({ theme: 'transparent' }),
      await host.settings['update']!(null),
      await host.settings['update']!(10n),
      await host.shell['setPresence']!({ status: 'in-call' }),
    ]
  })
  for (const answer of answers) expect(answer).toMatchObject(isRefused)
  const { settings } = await app.page.evaluate(() => window.host.state())
  expect(settings.theme).toBe('system')
})

test('what is not known is dropped, not kept', async () => {
  const state = await app.page.evaluate(async () => {
    await window.host.settings.update({ theme: 'dark', evil: true } as never)
    return window.host.state()
  })
  expect(state.settings.theme).toBe('dark')
  expect(state.settings).not.toHaveProperty('evil')
})

test('a page that was loaded anew is told what changes from then on', async () => {
  const { page, electron } = app
  await page.evaluate(() => {
    window.host.shell!.onCommand(() => {})
  })
  await page.reload()
  await page.waitForFunction(() => 'host' in globalThis)
  const slices = await page.evaluate(async () => {
    const seen: string[] = []
    window.host.onState(({ slice }) => seen.push(slice))
    await window.host.settings.update({ theme: 'light' })
    return seen
  })
  expect(slices).toContain('settings')
  // The small window for calls that come in waits hidden beside it.
  await expect.poll(() => pagesOf(electron)).toEqual(['desktop.html', 'panel.html'])
})

test('another page in our window gets no answer but a refusal', async () => {
  const answer = await app.electron.evaluate(async ({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows()[0]!
    await window.loadURL('data:text/html,<title>A foreign page</title>')
    return window.webContents.executeJavaScript('host.settings.update({ theme: "dark" })') as Promise<unknown>
  })
  expect(answer).toMatchObject({ ok: false, error: { code: 'bad-request', detail: 'sender' } })
})
