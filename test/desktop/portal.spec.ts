import { expect } from '@playwright/test'
import { which } from '../../scripts/run.ts'
import type { ShellCommand } from '../../src/shared/host.ts'
import type { Settings } from '../../src/shared/model/settings.ts'
import type { KeyStatus } from '../../src/shared/model/shortcut.ts'
import { startBus, type PrivateBus } from '../support/dbus.ts'
import { test } from './support/desktop-test.ts'
import { startFakePortal, type FakePortal } from './support/fake-portal.ts'
import { followShell, type FollowedShell } from './support/followed-shell.ts'
import { isStandIn, launch, type RunningApp } from './support/launch.ts'

// A Wayland desktop, as far as an app can tell: a session's bus with a portal on it. The tests go on where the one before
// them ended.

test.skip(process.platform !== 'linux' || which('dbus-daemon') === null, 'needs a bus of its own')
test.describe.configure({ mode: 'serial' })

let bus: PrivateBus
let portal: FakePortal
let app: RunningApp
let shell: FollowedShell
test.beforeAll(async () => {
  bus = await startBus()
  portal = await startFakePortal(bus.address)
  app = await launch({
    env: { XDG_SESSION_TYPE: 'wayland', DBUS_SESSION_BUS_ADDRESS: bus.address, STAND_IN_HEADED: '' },
    args: isStandIn ? [] : ['--ozone-platform=x11'],
  })
  shell = await followShell(app.page)
})
test.afterAll(async () => {
  await app?.quit()
  await portal?.end()
  bus?.stop()
})

const set = (change: Partial<Settings>): Promise<unknown> =>
  app.page.evaluate((value) => window.host.settings.update(value), change)
const expectKeys = (status: Partial<KeyStatus>): Promise<void> =>
  expect.poll(shell.keys).toMatchObject(status)
const talk = (pressed: boolean): ShellCommand => ({ type: 'talk', pressed })

test('the desktop is asked for the keys, by what they do, and says which it gave', async () => {
  await expectKeys({ by: 'portal', talk: 'off', refused: [] })
  await set({
    talkMode: 'push-to-talk',
    talkKey: { kind: 'mouse', button: 4 },
    globalShortcuts: { 'toggle-mute': 'Control+Alt+KeyM' },
  })
  await expectKeys({
    talk: 'heard',
    refused: [],
    assigned: { 'toggle-mute': 'Press CTRL+ALT+m', talk: 'chosen by hand' },
  })
  expect(portal.asked()).toEqual({
    'toggle-mute': { description: 'Mute or unmute the microphone', preferred_trigger: 'CTRL+ALT+m' },
    talk: { description: 'Hold to talk' },
  })
  portal.reassign('talk', 'Press F13')
  await expectKeys({ assigned: { talk: 'Press F13' }, refused: ['toggle-mute'] })
})

test('a key does its action once; the one to talk goes down and up', async () => {
  portal.press('toggle-mute')
  portal.release('toggle-mute')
  portal.press('talk')
  portal.release('talk')
  await shell.expectNext({ type: 'toggle-mute' }, talk(true), talk(false))
})

test('a key that is held when the screen is locked is let go', async () => {
  portal.press('talk')
  await shell.expectNext(talk(true))
  portal.lockScreen(true)
  await shell.expectNext(talk(false))
  portal.lockScreen(false)
  portal.press('talk')
  await shell.expectNext(talk(true))
})

test('the portal is gone: what was held is let go, and the person learns it', async () => {
  await portal.end()
  await shell.expectNext(talk(false))
  await expectKeys({ talk: 'failed', refused: ['toggle-mute'], assigned: {} })
})

test('the next choice asks anew; a person may say no in the dialog of the desktop', async () => {
  portal = await startFakePortal(bus.address)
  portal.refuseNext()
  await set({ globalShortcuts: { end: 'F9' } })
  await expectKeys({ talk: 'failed', refused: ['end'] })
  await set({ globalShortcuts: { end: 'F10' } })
  await expectKeys({ talk: 'heard', refused: [], assigned: { end: 'Press F10' } })
})
