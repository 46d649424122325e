import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { IceServerId } from '../../src/shared/ids.ts'
import type { IceServerDraft } from '../../src/shared/model/ice-server.ts'
import { test } from './support/desktop-test.ts'
import { isStandIn, launch, newProfile, type RunningApp } from './support/launch.ts'
import { registerAs } from './support/person.ts'

const SECRET = 'rELAYs3cret-that-nobody-else-may-read'
const relay: IceServerDraft = {
  id: IceServerId.parse('10000000-0000-4000-8000-000000000001'),
  uri: 'turns:relay.example',
  username: 'anna',
  enabled: true,
  secret: SECRET,
}

const save = (page: Page, rows: readonly unknown[]) =>
  page.evaluate((drafts) => window.host.network.saveServers(drafts as never), rows)
const relayOf = (page: Page) => page.evaluate(() => window.host.calls.iceConfiguration('relay', false))

/** All that the app prints from now on. */
function listen({ electron }: RunningApp): () => string {
  const { stdout, stderr } = electron.process()
  let printed = ''
  for (const stream of [stdout, stderr]) stream?.on('data', (data: Buffer) => (printed += data.toString()))
  return () => printed
}

/** Files of a folder and those below it in which the text stands, in UTF-8 or UTF-16. */
function filesWith(folder: string, text: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => {
    const file = join(folder, name)
    if (!statSync(file, { throwIfNoEntry: false })?.isFile()) return false
    const bytes = readFileSync(file)
    return bytes.includes(text) || bytes.includes(Buffer.from(text, 'utf16le'))
  })
}

test('the secret of a relay stands in no file of the profile, and nothing prints it', async () => {
  const profile = newProfile()
  const first = await launch({ profile })
  const printed = [listen(first)]
  await registerAs(first.page, 'Alice')
  expect(await save(first.page, [relay])).toEqual({ ok: true, value: null })
  expect(await relayOf(first.page)).toMatchObject({ value: { iceServers: [{ credential: SECRET }] } })
  // Whatever is wrong with a row, it is not repeated with its secret.
  const wrong = [
    [{ ...relay, uri: 'turn://relay.example' }],
    [{ ...relay, enabled: 'yes' }],
    [relay, relay],
    [{ ...relay, secret: SECRET.repeat(100) }],
  ]
  for (const rows of wrong) {
    const refused = await save(first.page, rows)
    expect(refused).toMatchObject({ ok: false })
    expect(JSON.stringify(refused)).not.toContain(SECRET)
  }
  expect(JSON.stringify(await first.page.evaluate(() => window.host.state()))).not.toContain(SECRET)
  expect(filesWith(profile, 'relay.example')).not.toEqual([])
  expect(filesWith(profile, SECRET)).toEqual([])
  await first.quit()
  expect(filesWith(profile, SECRET)).toEqual([])

  const second = await launch({ profile })
  printed.push(listen(second))
  expect(await relayOf(second.page)).toMatchObject({ value: { iceServers: [{ credential: SECRET }] } })
  await second.quit()
  expect(printed.map((text) => text()).join('\n')).not.toContain(SECRET)
})

test('a secret that the keychain does not open any more is said, with what to do', async () => {
  test.skip(!isStandIn, 'needs a keychain that can be exchanged')
  const profile = newProfile()
  const first = await launch({ profile })
  await registerAs(first.page, 'Alice')
  await save(first.page, [relay])
  await first.quit()

  const other = await launch({ profile, env: { STAND_IN_KEYCHAIN: 'second' } })
  expect(await relayOf(other.page)).toMatchObject({ ok: false, error: { code: 'relay-missing' } })
  expect(await other.page.evaluate((id) => window.host.network.iceServer(id), relay.id)).toMatchObject({
    error: { code: 'ice-secret-unreadable', detail: 'relay.example' },
  })
  await expect(other.page.getByText('The secret of your TURN server cannot be read')).toBeVisible()
  await other.quit()

  // It was not thrown away: the keychain of before opens it again.
  const again = await launch({ profile })
  expect(await relayOf(again.page)).toMatchObject({ value: { iceServers: [{ credential: SECRET }] } })
  await again.quit()
})
