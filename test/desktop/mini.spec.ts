import { expect, type Page } from '@playwright/test'
import type { CallPresence } from '../../src/shared/call/call.ts'
import { IDLE_PRESENCE } from '../../src/shared/call/presence.ts'
import { CallId, UserName } from '../../src/shared/ids.ts'
import type { Settings } from '../../src/shared/model/settings.ts'
import { test } from './support/desktop-test.ts'
import { followShell } from './support/followed-shell.ts'
import { launch, newProfile, type RunningApp } from './support/launch.ts'
import { closeMain, findPanel, visibleWindows } from './support/panels.ts'

const IN_CALL: CallPresence = {
  ...IDLE_PRESENCE,
  status: 'in-call',
  callId: CallId.parse('6f9619ff-8b86-4d01-b42d-00cf4fc964ff'),
  peer: UserName.parse('Bob'),
}

let app: RunningApp
test.beforeEach(async () => {
  app = await launch()
})
test.afterEach(async () => {
  await app.quit().catch(() => {})
})

/** What the page tells of its calls. */
const be = (presence: CallPresence): Promise<unknown> =>
  app.page.evaluate((value) => window.host.shell!.setPresence(value), presence)
const set = (change: Partial<Settings>): Promise<unknown> =>
  app.page.evaluate((value) => window.host.settings.update(value), change)
const isMiniShown = async (): Promise<boolean> => (await visibleWindows(app.electron)).includes('panel.html')
async function miniPage(): Promise<Page> {
  await expect.poll(() => findPanel(app.electron, 'mini')).toBeDefined()
  return (await findPanel(app.electron, 'mini'))!
}
const miniBounds = () =>
  app.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .filter((window) => window.webContents.getURL().endsWith('/panel.html') && window.isVisible())
      .map((window) => window.getBounds())
      .at(0),
  )

test('there while the main window is away, and as long as the call', async () => {
  await be({ ...IN_CALL, since: Date.now() - 65_000 })
  expect(await isMiniShown()).toBe(false)
  await closeMain(app.electron)
  await expect.poll(isMiniShown).toBe(true)
  const mini = await miniPage()
  await expect(mini.getByRole('button', { name: 'Open the call with Bob' })).toBeVisible()
  await expect(mini.getByRole('timer')).toHaveText(/^1:0[5-9]$/)

  await mini.getByRole('button', { name: 'Open the call with Bob' }).click()
  await expect.poll(() => visibleWindows(app.electron)).toEqual(['desktop.html'])

  await closeMain(app.electron)
  await expect.poll(isMiniShown).toBe(true)
  await be(IDLE_PRESENCE)
  await expect.poll(isMiniShown, { timeout: 1_000 }).toBe(false)
})

test('a person who does not want it has it on demand only', async () => {
  await set({ miniWindow: false })
  await be(IN_CALL)
  await closeMain(app.electron)
  await expect.poll(() => visibleWindows(app.electron)).toEqual([])
  await app.page.evaluate(() => window.host.shell!.showMini())
  await expect.poll(isMiniShown).toBe(true)
  // The wish ends with the call.
  await be(IDLE_PRESENCE)
  await expect.poll(isMiniShown).toBe(false)
  await be(IN_CALL)
  expect(await isMiniShown()).toBe(false)
})

test('it says how the call stands, and asks for the same as the buttons of the call', async () => {
  const { expectNext } = await followShell(app.page)
  await closeMain(app.electron)
  await be({ ...IN_CALL, status: 'calling' })
  const mini = await miniPage()
  const status = mini.getByRole('timer')
  await expect(status).toHaveText('Calling Bob')
  await be(IN_CALL)
  await expect(status).toHaveText('Connecting')
  await be({ ...IN_CALL, since: Date.now() })
  await expect(status).toHaveText('0:00')
  // It runs.
  await expect(status).toHaveText('0:01')
  await be({ ...IN_CALL, since: Date.now(), held: true, muted: true })
  await expect(status).toHaveText('On hold')
  await mini.getByRole('button', { name: 'Unmute' }).click()
  await mini.getByRole('button', { name: 'End call' }).click()
  await expectNext({ type: 'toggle-mute' }, { type: 'end', callId: IN_CALL.callId! })
})

test('it speaks the language of the settings', async () => {
  await set({ language: 'ko' })
  await closeMain(app.electron)
  await be({ ...IN_CALL, since: Date.now(), held: true })
  const mini = await miniPage()
  await expect(mini.getByRole('timer')).toHaveText('보류 중')
  await expect(mini.getByRole('button', { name: '통화 끝내기' })).toBeVisible()
})

test('it opens where it was moved to, in the next call and after the next start', async () => {
  await app.quit()
  const profile = newProfile()
  app = await launch({ profile })
  const place = { x: 300, y: 420, width: 300, height: 76 }
  await be(IN_CALL)
  await closeMain(app.electron)
  await expect.poll(isMiniShown).toBe(true)
  await app.electron.evaluate(({ BrowserWindow }, to) => {
    BrowserWindow.getAllWindows()
      .find((window) => window.webContents.getURL().endsWith('/panel.html') && window.isVisible())
      ?.setBounds(to)
  }, place)
  await be(IDLE_PRESENCE)
  await expect.poll(isMiniShown).toBe(false)
  await be(IN_CALL)
  await expect.poll(miniBounds).toEqual(place)
  await be(IDLE_PRESENCE)
  await app.quit()

  app = await launch({ profile })
  await be(IN_CALL)
  await closeMain(app.electron)
  await expect.poll(miniBounds).toEqual(place)
})
