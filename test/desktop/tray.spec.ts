import { expect } from '@playwright/test'
import { expectClean, expectSoundBothWays } from '../e2e/callers.ts'
import type { Person } from '../support/person.ts'
import { test } from './support/desktop-test.ts'
import { dialAs, startAliceAndBob, type AliceAndBob } from './support/alice-and-bob.ts'
import { isStandIn } from './support/launch.ts'
import { readRecord } from './support/record.ts'
import type { MenuItem } from './stand-in/record.ts'

test.skip(!isStandIn, 'presses what is in the record of the stand-in')

let both: AliceAndBob
let app: AliceAndBob['app']
let alice: Person
let bob: Person
test.beforeEach(async () => {
  both = await startAliceAndBob()
  ;({ app, alice, bob } = both)
})
test.afterEach(() => both.dispose())

/** The icon, the tooltip and the lines of the menu as they are now. */
function tray(): Promise<{ icon: string; toolTip: string; lines: string[]; badge: number }> {
  return readRecord(app.electron, ({ standInRecord: record }) => {
    const [tray] = record.trays
    return {
      icon: tray?.image.split('/').at(-1)?.replace('.png', '') ?? '',
      toolTip: tray?.toolTip ?? '',
      lines: tray?.menu.map((item) => item.label ?? '-') ?? [],
      badge: record.badge,
    }
  })
}
const icon = async (): Promise<string> => (await tray()).icon

/** Presses a line of the menu, or of a menu within it. */
function press(...path: string[]): Promise<void> {
  const electron = app.electron as unknown as {
    evaluate(f: (module: StandIn, path: string[]) => void, path: string[]): Promise<void>
  }
  return electron.evaluate(({ standInRecord: record }, labels) => {
    let items: readonly MenuItem[] = record.trays[0]?.menu ?? []
    let item: MenuItem | undefined
    for (const label of labels) {
      item = items.find((one) => one.label === label && one.enabled !== false)
      if (item === undefined) throw new Error(`no ${label} among ${items.map((one) => one.label).join(', ')}`)
      items = item.submenu ?? []
    }
    item?.click?.()
  }, path)
}
interface StandIn {
  readonly standInRecord: { readonly trays: readonly { readonly menu: readonly MenuItem[] }[] }
}
const setAnswer = (answer: string): Promise<void> =>
  (
    app.electron as unknown as {
      evaluate(f: (module: never, text: string) => void, text: string): Promise<void>
    }
  ).evaluate(({ standInRecord: record }: { standInRecord: { answer: string | null } }, text: string) => {
    record.answer = text
  }, answer)

test('a whole call by the tray: answer, mute, hold, end', async () => {
  await expect.poll(icon).toBe('online')
  await dialAs(bob, 'alice')
  await expect.poll(icon).toBe('ringing')
  expect(await readRecord(app.electron, ({ standInRecord: record }) => record.isFlashing)).toBe(false)
  await press('Accept')
  await expect.poll(icon).toBe('in-call')
  await expectSoundBothWays(alice, bob)

  await press('Mute')
  await expect.poll(tray).toMatchObject({ icon: 'muted', toolTip: 'Tincan: In a call with Bob (muted)' })
  await expect(bob.page.getByText('Alice is muted').first()).toBeVisible()
  await press('Mute')
  await expect.poll(icon).toBe('in-call')
  await press('Hold')
  await expect.poll(async () => (await tray()).toolTip).toBe('Tincan: In a call with Bob (on hold)')
  await press('End call')
  await expectClean(bob.page)
  await expect.poll(icon).toBe('online')
})

test('a missed call is counted until it was looked at', async () => {
  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
  await dialAs(bob, 'alice')
  await expect.poll(icon).toBe('ringing')
  await bob.page.getByRole('button', { name: /End call|Cancel/ }).click()
  await expect
    .poll(tray)
    .toMatchObject({ icon: 'missed-1', badge: 1, toolTip: 'Tincan: Online · 1 missed call' })
  await press('1 missed call')
  await alice.page.evaluate(() => window.host.history.markSeen())
  await expect.poll(tray).toMatchObject({ icon: 'online', badge: 0 })
})

test('do not disturb: nothing shows itself, and the call becomes a missed one', async () => {
  await press('Do not disturb', 'Until I turn it off')
  await expect.poll(icon).toBe('do-not-disturb')
  await dialAs(bob, 'alice')
  await expect(alice.page.getByText('Bob is calling').first()).toBeVisible()
  const panels = await app.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .filter((window) => window.webContents.getURL().endsWith('/panel.html'))
      .map((window) => window.isVisible()),
  )
  expect(panels).toEqual([false])
  expect(await icon()).toBe('do-not-disturb')
  await bob.page.getByRole('button', { name: /End call|Cancel/ }).click()
  await expect.poll(icon).toBe('missed-1')
  await press('Do not disturb', 'Off')
  await alice.page.evaluate(() => window.host.history.markSeen())
  await expect.poll(icon).toBe('online')
})

test('do not disturb ends by itself when its time has come', async () => {
  await alice.page.evaluate(() => window.host.settings.update({ doNotDisturb: Date.now() + 3_000 }))
  await expect.poll(icon).toBe('do-not-disturb')
  await expect.poll(icon).toBe('online')
  const { settings } = await alice.page.evaluate(() => window.host.state())
  expect(settings.doNotDisturb).toBe('off')
})

test('quitting in a call asks, and staying keeps the call', async () => {
  await dialAs(bob, 'alice')
  await expect.poll(icon).toBe('ringing')
  await press('Accept')
  await expectSoundBothWays(alice, bob)
  await setAnswer('Stay in the call')
  await press('Quit')
  const asked = (): Promise<string[]> =>
    readRecord(app.electron, ({ standInRecord: record }) => record.questions)
  await expect.poll(asked).toEqual(['Quit Tincan and end the call?'])
  await expectSoundBothWays(alice, bob)

  const exited = new Promise((resolve) => app.electron.process().once('exit', resolve))
  await setAnswer('End call and quit')
  await press('Quit').catch(() => {})
  expect(await exited).toBe(0)
  await expect(bob.page.getByText('Alice ended the call').first()).toBeVisible()
})

test('closing hides, and says so once; on wish it quits', async () => {
  const close = (): Promise<void> =>
    app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
  const isVisible = (): Promise<boolean | undefined> =>
    app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible())
  const notices = (): Promise<(string | undefined)[]> =>
    readRecord(app.electron, ({ standInRecord: record }) =>
      record.notifications.map(({ options }) => options.title),
    )
  await close()
  await expect.poll(notices).toEqual(['Tincan is still running'])
  await press('Open Tincan')
  await close()
  await expect.poll(isVisible).toBe(false)
  expect(await notices()).toEqual(['Tincan is still running'])

  await alice.page.evaluate(() => window.host.settings.update({ closeToTray: false }))
  await press('Open Tincan')
  const exited = new Promise((resolve) => app.electron.process().once('exit', resolve))
  await close().catch(() => {})
  expect(await exited).toBe(0)
})
