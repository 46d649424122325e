import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { expectClean, expectHeard, expectSoundBothWays } from '../e2e/callers.ts'
import { observe } from '../support/observe.ts'
import { observed, startPerson, type Person } from '../support/person.ts'
import { writeTone } from '../support/tone.ts'
import { launch, type RunningApp } from './support/launch.ts'
import { registerAs } from './support/person.ts'

// Alice uses the desktop app with its own server, Bob a browser that this server gave the pages to.

let folder: string
let app: RunningApp
let alice: Person
let bob: Person

test.beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tincan-call-'))
  const tone = join(folder, 'tone.wav')
  writeTone(tone, 440)
  app = await launch({
    args: [
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-audio-capture=${tone}`,
      '--disable-features=WebRtcHideLocalIpsWithMdns',
    ],
  })
  const { electron, page } = app
  await electron.context().addInitScript(observe)
  await page.reload()
  alice = { page, context: electron.context(), frequency: 440, close: async () => void (await app.quit()) }
  await registerAs(page, 'Alice')
  const { account } = await page.evaluate(() => window.host.state())
  bob = await startPerson(account!.server, { frequency: 1000 })
  await bob.page.getByLabel('Your name').fill('Bob')
  await bob.page.getByRole('button', { name: 'Continue' }).click()
  await bob.page.getByRole('button', { name: 'Start', exact: true }).click()

  await page.getByRole('button', { name: 'Add contact' }).first().click()
  await page.getByLabel('Name to add').fill('bob')
  await page.getByRole('button', { name: 'Send request' }).click()
  await bob.page.getByRole('button', { name: 'Accept request from Alice' }).click()
  await expect(page.getByRole('row', { name: /Bob/ })).toContainText('Online')
})
test.afterEach(async () => {
  await bob.close()
  await app.quit().catch(() => {})
  rmSync(folder, { recursive: true, force: true })
})

async function call(caller: Person, name: string, callee: Person): Promise<void> {
  await caller.page.getByRole('searchbox', { name: 'Name to call' }).fill(name)
  await caller.page.keyboard.press('Enter')
  await callee.page.getByRole('button', { name: 'Accept', exact: true }).click()
}

test('desktop and browser hear each other, also when the window is closed', async () => {
  await call(alice, 'bob', bob)
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

  await bob.page.getByRole('button', { name: 'Close', exact: true }).click()
  await alice.page.bringToFront()
  await call(bob, 'alice', alice)
  await expectSoundBothWays(alice, bob)
})

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
