import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { observe } from '../../support/observe.ts'
import { startPerson, type Person } from '../../support/person.ts'
import { writeTone } from '../../support/tone.ts'
import { launch, type RunningApp } from './launch.ts'
import { registerAs } from './person.ts'

/** Alice uses the desktop app with its own server, Bob a browser that this server gave the pages to. */
export interface AliceAndBob {
  readonly app: RunningApp
  readonly alice: Person
  readonly bob: Person
  dispose(): Promise<void>
}

/** Both are registered and contacts of each other. */
export async function startAliceAndBob(): Promise<AliceAndBob> {
  const folder = mkdtempSync(join(tmpdir(), 'tincan-call-'))
  const tone = join(folder, 'tone.wav')
  writeTone(tone, 440)
  const app = await launch({
    args: [
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-audio-capture=${tone}`,
      '--disable-features=WebRtcHideLocalIpsWithMdns',
    ],
  })
  const { electron, page } = app
  await electron.context().addInitScript(observe)
  await page.reload()
  const alice: Person = {
    page,
    context: electron.context(),
    frequency: 440,
    close: async () => void (await app.quit()),
  }
  await registerAs(page, 'Alice')
  const { account } = await page.evaluate(() => window.host.state())
  const bob = await startPerson(account!.server, { frequency: 1000 })
  await bob.page.getByLabel('Your name').fill('Bob')
  await bob.page.getByRole('button', { name: 'Continue' }).click()
  await bob.page.getByRole('button', { name: 'Start', exact: true }).click()

  await page.getByRole('button', { name: 'Add contact' }).first().click()
  await page.getByLabel('Name to add').fill('bob')
  await page.getByRole('button', { name: 'Send request' }).click()
  await bob.page.getByRole('button', { name: 'Accept request from Alice' }).click()
  await expect(page.getByRole('row', { name: /Bob/ })).toContainText('Online')
  return {
    app,
    alice,
    bob,
    async dispose() {
      await bob.close()
      await app.quit().catch(() => {})
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Types a name and presses Enter. */
export async function dialAs(caller: Person, name: string): Promise<void> {
  await caller.page.getByRole('searchbox', { name: 'Name to call' }).fill(name)
  await caller.page.keyboard.press('Enter')
}
