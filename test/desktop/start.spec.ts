import { expect } from '@playwright/test'
import { CallId, UserName } from '../../src/shared/ids.ts'
import { test } from './support/desktop-test.ts'
import { launch, newProfile, type RunningApp } from './support/launch.ts'
import { registerAs } from './support/person.ts'

const callId = CallId.parse('6f9619ff-8b86-4d01-b42d-00cf4fc964ff')

/** Samples in a buffer of sound, as Chromium was asked for; empty leaves it to Chromium. */
const audioBuffers = ({ electron }: RunningApp): Promise<string> =>
  electron.evaluate(({ app }) => app.commandLine.getSwitchValue('audio-buffer-size'))

test('first run with a server on this computer, and everything is there again after a restart', async () => {
  const profile = newProfile()
  const first = await launch({ profile })
  await registerAs(first.page, 'Alice')
  const { account } = await first.page.evaluate(() => window.host.state())
  expect(account?.name).toBe('Alice')
  expect(account?.protection).toBe('os')
  expect(await audioBuffers(first)).toBe('128')
  expect(account?.server).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)

  const other = await launch()
  await registerAs(other.page, 'Bob', account!.server)
  await other.quit()

  const entry = {
    callId,
    peer: UserName.parse('Bob'),
    direction: 'outgoing',
    outcome: 'answered',
    startedAt: 1_000,
    durationMs: 2_000,
    seen: true,
  }
  const results = await first.page.evaluate(async (line) => {
    const { host } = window
    return [
      await host.contacts.add('bob'),
      await host.contacts.update('Bob' as never, { nickname: 'Bobby', favourite: true }),
      await host.settings.update({ theme: 'dark' }),
      await host.settings.update({ reach: 'everyone', audioBuffers: 'system' }),
      await host.history.record(line as never),
    ]
  }, entry)
  expect(results.map((result) => result.ok)).toEqual([true, true, true, true, true])
  const before = await first.page.evaluate(() => window.host.state())
  expect(before.settings).toMatchObject({ theme: 'dark', reach: 'everyone' })
  expect(await first.quit()).toBe(0)

  const second = await launch({ profile })
  expect(await audioBuffers(second)).toBe('')
  const connection = (): Promise<string> =>
    second.page.evaluate(() => window.host.state().then((state) => state.connection.status))
  await expect.poll(connection).toBe('online')
  const after = await second.page.evaluate(() => window.host.state())
  expect(after.account).toEqual(before.account)
  expect(after.contacts).toEqual(before.contacts)
  expect(after.contacts[0]?.nickname).toBe('Bobby')
  expect(after.history).toEqual(before.history)
  expect(after.settings).toEqual(before.settings)
  await expect(second.page.getByText('Bobby')).toBeVisible()
  expect(await second.quit()).toBe(0)
})
