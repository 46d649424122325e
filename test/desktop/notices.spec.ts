import { expect } from '@playwright/test'
import type { Settings } from '../../src/shared/model/settings.ts'
import { expectSoundBothWays } from '../e2e/callers.ts'
import type { Person } from '../support/person.ts'
import { test } from './support/desktop-test.ts'
import { dialAs, startAliceAndBob, type AliceAndBob } from './support/alice-and-bob.ts'
import { isStandIn } from './support/launch.ts'
import { closeMain, visibleWindows } from './support/panels.ts'
import { readRecord } from './support/record.ts'

test.skip(!isStandIn, 'presses what is in the record of the stand-in')

let both: AliceAndBob
let app: AliceAndBob['app']
let alice: Person
let bob: Person
test.beforeEach(async () => {
  both = await startAliceAndBob()
  ;({ app, alice, bob } = both)
  await alice.page.evaluate(() => window.host.settings.update({ closeHintSeen: true }))
})
test.afterEach(() => both.dispose())

const set = (change: Partial<Settings>): Promise<unknown> =>
  alice.page.evaluate((value) => window.host.settings.update(value), change)
const titles = (): Promise<(string | undefined)[]> =>
  readRecord(app.electron, ({ standInRecord }) => standInRecord.notifications.map((n) => n.options.title))
async function ring(): Promise<void> {
  await closeMain(app.electron)
  await expect.poll(() => visibleWindows(app.electron)).toEqual([])
  await dialAs(bob, 'alice')
}

test('a call is told to the system, which can answer it', async () => {
  await ring()
  await expect.poll(titles).toEqual(['Incoming call from Bob'])
  const options = await readRecord(
    app.electron,
    ({ standInRecord }) => standInRecord.notifications[0]?.options,
  )
  expect(options).toMatchObject({
    silent: true,
    urgency: 'critical',
    actions: [{ text: 'Accept' }, { text: 'Decline' }],
  })
  await readRecord(app.electron, ({ standInRecord }) =>
    standInRecord.notifications[0]?.emit('action', { actionIndex: 0 }),
  )
  await expectSoundBothWays(alice, bob)
  await expect.poll(titles).toEqual([])
})

test('it can be declined there, with a line too', async () => {
  await ring()
  await expect.poll(titles).toEqual(['Incoming call from Bob'])
  await readRecord(app.electron, ({ standInRecord }) =>
    standInRecord.notifications[0]?.emit('action', { actionIndex: 1 }),
  )
  await expect(bob.page.getByText(/declined/i).first()).toBeVisible()
  await expect.poll(titles).toEqual([])

  await bob.page.getByRole('button', { name: 'Close', exact: true }).click()
  await ring()
  await expect.poll(titles).toEqual(['Incoming call from Bob'])
  await readRecord(app.electron, ({ standInRecord }) =>
    standInRecord.notifications[0]?.emit('reply', { reply: ' In a\nmeeting ' }),
  )
  await expect(bob.page.getByText('In a meeting').first()).toBeVisible()
})

test('a click on it opens the window, and whoever looks at that needs no notification', async () => {
  await ring()
  await expect.poll(titles).toEqual(['Incoming call from Bob'])
  await readRecord(app.electron, ({ standInRecord }) => standInRecord.notifications[0]?.emit('click'))
  await expect.poll(() => visibleWindows(app.electron)).toContain('desktop.html')
  await expect.poll(titles).toEqual([])
})

test('it says no name, or nothing at all, where the person wants it so', async () => {
  await set({ notificationNames: false })
  await ring()
  await expect.poll(titles).toEqual(['Incoming call'])
  await set({ notifications: false })
  await expect.poll(titles).toEqual([])
  await set({ notifications: true, notificationNames: true })
  await expect.poll(titles).toEqual(['Incoming call from Bob'])
  await set({ doNotDisturb: 'on' })
  await expect.poll(titles).toEqual([])
  expect(await visibleWindows(app.electron)).toEqual([])
})
