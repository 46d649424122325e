import { expect, test, type Page } from '@playwright/test'
import type { Host, HostState } from '../../src/shared/host.ts'
import { buildHarness } from '../support/harness.ts'
import { startPerson } from '../support/person.ts'
import { startTestServer } from '../support/server.ts'

type WithHost = typeof globalThis & { tincan: { host: Host } }
const stateOf = (page: Page): Promise<HostState> =>
  page.evaluate(() => (globalThis as WithHost).tincan.host.state())
const isReady = (page: Page) => page.waitForFunction(() => 'tincan' in globalThis)

test('the data of the first version of a browser are all there after the upgrade', async () => {
  const server = await startTestServer({ webDir: await buildHarness() })
  const alice = await startPerson(server.origin, { frequency: 440 })
  const { page } = alice
  try {
    await isReady(page)
    await page.evaluate(async (origin) => {
      const { host } = (globalThis as WithHost).tincan
      await host.account.create({ name: 'Alice', server: origin })
      await host.settings.update({ theme: 'dark', language: 'ko' })
      await host.history.record({
        callId: '00000000-0000-4000-8000-000000000001' as never,
        peer: 'Bob' as never,
        direction: 'incoming',
        outcome: 'missed',
        startedAt: 5,
        durationMs: null,
        reason: null,
        note: null,
        seen: false,
      })
    }, server.origin)
    const bob = await startPerson(server.origin, { frequency: 550 })
    await isReady(bob.page)
    await bob.page.evaluate(
      (origin) => (globalThis as WithHost).tincan.host.account.create({ name: 'Bob', server: origin }),
      server.origin,
    )
    await bob.close()
    await page.evaluate(async () => {
      const { host } = (globalThis as WithHost).tincan
      await host.contacts.add('Bob')
      await host.contacts.update('Bob' as never, { nickname: 'Bobby' })
    })
    const before = await stateOf(page)
    expect(before.contacts).toMatchObject([{ name: 'Bob', nickname: 'Bobby' }])

    // A page of the same origin without the app, in which the database becomes one of the first version.
    await page.goto(`${server.origin}/health`)
    expect(await page.evaluate(goBack)).toBe(1)
    await page.goto(server.origin)
    await isReady(page)

    await expect.poll(async () => (await stateOf(page)).connection.status).toBe('online')
    const after = await stateOf(page)
    expect(after).toEqual({ ...before, contacts: after.contacts })
    expect(after.contacts).toMatchObject([
      { name: 'Bob', nickname: 'Bobby', publicKey: before.contacts[0]?.publicKey },
    ])
    // The stores that came with the second version are there.
    const kept = await page.evaluate(async () => {
      const { host } = (globalThis as WithHost).tincan
      const saved = await host.history.saveLog('00000000-0000-4000-8000-000000000001' as never, [])
      const relay = { uri: 'turns:relay.example', username: 'anna', enabled: true, secret: 's' }
      const id = '10000000-0000-4000-8000-000000000001' as never
      return [saved, await host.network.saveServers([{ id, ...relay }]), await host.network.iceServer(id)]
    })
    expect(kept).toMatchObject([{ ok: true }, { ok: true }, { ok: true, value: { credential: 's' } }])
  } finally {
    await alice.close()
    await server.dispose()
  }
})

/** Makes the database anew as the first version had it, with the rows that it could hold; gives its version. */
async function goBack(): Promise<number> {
  const done = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
  const now = await done(indexedDB.open('tincan'))
  const rows = async (store: string): Promise<[IDBValidKey[], unknown[]]> => {
    const from = now.transaction(store).objectStore(store)
    return Promise.all([done(from.getAllKeys()), done(from.getAll())])
  }
  const [contacts, history, values] = [await rows('contacts'), await rows('history'), await rows('values')]
  now.close()
  await done(indexedDB.deleteDatabase('tincan'))
  const opening = indexedDB.open('tincan', 1)
  opening.onupgradeneeded = () => {
    const db = opening.result
    db.createObjectStore('contacts')
    db.createObjectStore('history', { keyPath: 'callId' }).createIndex('startedAt', 'startedAt')
    db.createObjectStore('values')
  }
  const old = await done(opening)
  const tx = old.transaction(['contacts', 'history', 'values'], 'readwrite')
  contacts[1].forEach((value, index) => tx.objectStore('contacts').put(value, contacts[0][index]))
  history[1].forEach((value) => tx.objectStore('history').put(value))
  values[1].forEach((value, index) => tx.objectStore('values').put(value, values[0][index]))
  await new Promise((resolve) => (tx.oncomplete = resolve))
  const { version } = old
  old.close()
  return version
}
