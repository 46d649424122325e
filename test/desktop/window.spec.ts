import { expect } from '@playwright/test'
import { CallId } from '../../src/shared/ids.ts'
import { test } from './support/desktop-test.ts'
import { followShell } from './support/followed-shell.ts'
import { isStandIn, launch, newProfile } from './support/launch.ts'
import { registerAs } from './support/person.ts'
import { readRecord } from './support/record.ts'

test('closing the window hides it, the tray brings it back and quits', async () => {
  test.skip(!isStandIn, 'presses what is in the record of the stand-in')
  const { electron, page, quit } = await launch()
  await registerAs(page, 'Alice')
  const isVisible = (): Promise<boolean | undefined> =>
    electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible())
  await expect.poll(isVisible).toBe(true)
  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
  await expect.poll(isVisible).toBe(false)

  await expect
    .poll(() =>
      readRecord(electron, ({ standInRecord: record }) =>
        record.trays[0]?.menu.map((item) => item.label ?? '-'),
      ),
    )
    .toEqual(['Online', '-', 'Do not disturb', '-', 'Open Tincan', 'Preferences', 'Quit'])
  expect(await readRecord(electron, ({ standInRecord: record }) => record.trays[0]?.toolTip)).toBe(
    'Tincan: Online',
  )
  await readRecord(electron, ({ standInRecord: record }) =>
    record.trays[0]?.menu.find((item) => item.label === 'Open Tincan')?.click?.(),
  )
  expect(await isVisible()).toBe(true)
  // The page lives on: it was hidden, not made anew.
  await expect(page.getByRole('button', { name: 'Preferences' })).toBeVisible()

  const exited = new Promise((resolve) => electron.process().once('exit', resolve))
  await readRecord(
    electron,
    ({ standInRecord: record }) =>
      void setImmediate(() => record.trays[0]?.menu.find((item) => item.label === 'Quit')?.click?.()),
  )
  expect(await exited).toBe(0)
  await quit().catch(() => {})
})

test('a call keeps the computer awake and the hidden window at full speed', async () => {
  test.skip(!isStandIn, 'read from the record of the stand-in')
  const { electron, page, quit } = await launch()
  const power = (): Promise<unknown> =>
    readRecord(electron, ({ standInRecord: record }) => ({
      blockers: record.powerBlockers.size,
      throttling: record.throttling,
    }))
  const set = (presence: object): Promise<unknown> =>
    page.evaluate((value) => window.host.shell!.setPresence(value as never), presence)
  const callId = CallId.parse('6f9619ff-8b86-4d01-b42d-00cf4fc964ff')
  const call = { status: 'in-call', callId, peer: 'Bob', muted: true, held: false, since: 1, ringing: [] }

  expect(await power()).toEqual({ blockers: 0, throttling: true })
  await set(call)
  await set({ ...call, muted: false })
  expect(await power()).toEqual({ blockers: 1, throttling: false })
  expect(await readRecord(electron, ({ standInRecord: record }) => record.trays[0]?.toolTip)).toBe(
    'Tincan: In a call with Bob',
  )

  const { expectNext } = await followShell(page)
  await readRecord(electron, ({ standInRecord: record }) =>
    record.trays[0]?.menu.find((item) => item.label === 'End call')?.click?.(),
  )
  await expectNext({ type: 'end', callId })

  await set({ status: 'idle', callId: null, peer: null, muted: false, held: false, since: null, ringing: [] })
  expect(await power()).toEqual({ blockers: 0, throttling: true })
  await quit()
})

test('a page that died is loaded anew', async () => {
  const { electron, quit, errors } = await launch()
  await electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
  )
  const heading = (): Promise<unknown> =>
    electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(
        'document.querySelector("h1")?.textContent ?? ""',
      ),
    )
  await expect.poll(errors).toContain('The page ended')
  await expect.poll(() => heading().catch(() => '')).toBe('Welcome to Tincan')
  expect(await quit()).toBe(0)
})

test('the window opens where it was', async () => {
  const profile = newProfile()
  const place = { x: 90, y: 60, width: 700, height: 600 }
  const first = await launch({ profile })
  await first.electron.evaluate(({ BrowserWindow }, bounds) => {
    BrowserWindow.getAllWindows()[0]?.setBounds(bounds)
  }, place)
  await first.quit()
  const second = await launch({ profile })
  const now = await second.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.getNormalBounds(),
  )
  expect(now).toEqual(place)
  await second.quit()
})

test('ends in order when the system asks it to', async () => {
  const { electron, page, profile } = await launch()
  await registerAs(page, 'Alice')
  const exited = new Promise((resolve) => electron.process().once('exit', resolve))
  electron.process().kill('SIGTERM')
  expect(await exited).toBe(0)

  const again = await launch({ profile })
  const { account, warnings } = await again.page.evaluate(() => window.host.state())
  expect(account?.name).toBe('Alice')
  expect(warnings).toEqual([])
  await again.quit()
})
