import { expect } from '@playwright/test'
import { PRESETS } from '../../src/shared/model/sound.ts'
import { expectClean, expectHeard, expectSoundBothWays } from '../e2e/callers.ts'
import { observed, type Person } from '../support/person.ts'
import { test } from './support/desktop-test.ts'
import { dialAs, startAliceAndBob, type AliceAndBob } from './support/alice-and-bob.ts'

let both: AliceAndBob
let app: AliceAndBob['app']
let alice: Person
let bob: Person
test.beforeEach(async () => {
  both = await startAliceAndBob()
  ;({ app, alice, bob } = both)
})
test.afterEach(() => both.dispose())

async function call(caller: Person, name: string, callee: Person): Promise<void> {
  await dialAs(caller, name)
  await callee.page.getByRole('button', { name: 'Accept', exact: true }).click()
}

test('desktop and browser hear each other, also when the computer wakes up or the window is closed', async () => {
  await call(alice, 'bob', bob)
  await expectSoundBothWays(alice, bob)

  await app.electron.evaluate(({ powerMonitor }) => {
    powerMonitor.emit('unlock-screen')
    powerMonitor.emit('user-did-become-active')
    powerMonitor.emit('resume')
  })
  await expect.poll(() => observed(bob.page, (seen) => seen.descriptions)).toBeGreaterThan(1)
  await expectSoundBothWays(alice, bob)

  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
  const energy = (): Promise<number> => bob.page.evaluate(readEnergy)
  const before = await energy()
  await expect.poll(energy).toBeGreaterThan(before)
  await expectHeard(bob.page, alice.frequency)

  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.show())
  await alice.page.getByRole('button', { name: 'End call' }).click()
  await expectClean(alice.page)
  await expectClean(bob.page)
  // Only waking up is a reason to look for a new way, not that the screen was unlocked.
  await expect.poll(() => restarts(alice)).toContain('resumed')
  expect(await restarts(alice)).not.toContain('network-changed')

  await bob.page.getByRole('button', { name: 'Close', exact: true }).click()
  await alice.page.bringToFront()
  await call(bob, 'alice', alice)
  await expectSoundBothWays(alice, bob)

  // The page of the desktop may run worklets and RNNoise, which come with the app.
  await alice.page.evaluate(
    (processing) => window.host.settings.update({ processing }),
    PRESETS['noisy-room'],
  )
  await alice.page.getByRole('button', { name: 'Preferences' }).first().click()
  await alice.page.getByRole('tab', { name: 'Sound', exact: true }).click()
  await expect(alice.page.getByText(/^In use now: .*RNNoise/)).toBeVisible()
})

/** Why a new way was looked for in the last call, from its log. */
function restarts({ page }: Person): Promise<string[]> {
  return page.evaluate(async () => {
    const { history } = await window.host.state()
    const log = history[0] && (await window.host.history.log(history[0].callId))
    const events = log?.ok && log.value !== null ? log.value.map(({ event }) => event) : []
    return events.flatMap((event) => (event.kind === 'ice-restart' ? [event.cause] : []))
  })
}

/** Energy of all sound received so far. Runs in the page. */
async function readEnergy(): Promise<number> {
  const { observed: seen } = globalThis as unknown as { observed: { connections: RTCPeerConnection[] } }
  let energy = 0
  for (const connection of seen.connections) {
    for (const report of (await connection.getStats()).values() as Iterable<{ totalAudioEnergy?: number }>) {
      energy += report.totalAudioEnergy ?? 0
    }
  }
  return energy
}

test('quitting in a call tells the other side at once', async () => {
  await call(alice, 'bob', bob)
  await expectSoundBothWays(alice, bob)
  expect(await app.quit()).toBe(0)
  await expect(bob.page.getByText('Alice ended the call').first()).toBeVisible()
  await expectClean(bob.page)
})

test('a page that dies in a call ends it for the other side too', async () => {
  await call(alice, 'bob', bob)
  await expectSoundBothWays(alice, bob)
  await app.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
  )
  await expect.poll(app.errors).toContain('The page ended')
  await expectClean(bob.page)
  expect(await observed(bob.page, (seen) => seen.tracks.length)).toBeGreaterThan(0)
})
