import { expect, test } from '@playwright/test'
import { buildHarness } from '../support/harness.ts'
import { observed, type BrowserPerson, type Person } from '../support/person.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import {
  connect,
  dial,
  expectClean,
  expectSoundBothWays,
  makeContacts,
  phases,
  startCaller,
  startSecondDevice,
  tincan,
  withCall,
} from './callers.ts'

let webDir: string
let server: TestServer
let alice: Person
let bob: BrowserPerson

test.beforeAll(async () => {
  webDir = await buildHarness()
})
test.beforeEach(async () => {
  server = await startTestServer({ webDir })
  ;[alice, bob] = await Promise.all([
    startCaller(server.origin, 'alice', { frequency: 440 }),
    startCaller(server.origin, 'bob', { frequency: 1000 }),
  ])
})
test.afterEach(async () => {
  await Promise.all([alice.close(), bob.close()])
  await server.dispose()
})

/** The ICE generation in use: an ICE restart changes it (RFC 8445, section 9). */
const generation = ({ page }: Person) =>
  observed(
    page,
    (seen) => /a=ice-ufrag:(\S+)/.exec(seen.connections.at(-1)!.currentLocalDescription!.sdp)![1],
  )

/** Whether nothing is left to negotiate. */
const isStable = ({ page }: Person) =>
  observed(page, (seen) => seen.connections.at(-1)!.signalingState === 'stable')

async function restart(): Promise<void> {
  const before = [await generation(alice), await generation(bob)]
  // Both at once: their offers meet, and the polite one gives way.
  await Promise.all(
    [alice, bob].map(({ page }) => page.evaluate(() => void dispatchEvent(new Event('online')))),
  )
  for (const [index, person] of [alice, bob].entries()) {
    await expect.poll(() => generation(person)).not.toBe(before[index])
    await expect.poll(() => isStable(person)).toBe(true)
  }
}

test('the network comes back: both look for a new way at once, and the call goes on', async () => {
  await connect(alice, bob, 'bob')
  await expectSoundBothWays(alice, bob)
  await restart()
  await expectSoundBothWays(alice, bob)
  for (const { page } of [alice, bob]) {
    expect(await phases(page)).toEqual(['active'])
    expect(await observed(page, (seen) => seen.connections.length)).toBe(1)
  }
})

test('and it finds one without the server, over the control channel', async () => {
  await connect(alice, bob, 'bob')
  await expectSoundBothWays(alice, bob)
  await server.stop()
  try {
    await restart()
    await expectSoundBothWays(alice, bob)
    await withCall(alice.page, 'active', 'end')
    await expect.poll(() => phases(bob.page)).toEqual(['ended'])
    for (const { page } of [alice, bob]) await expectClean(page)
  } finally {
    await server.start()
  }
})

test('an ignored call goes on ringing for the caller, and can still be accepted', async () => {
  await makeContacts(alice, 'alice', bob, 'bob')
  await dial(alice.page, 'bob')
  await expect.poll(() => phases(bob.page)).toEqual(['ringing-in'])
  await withCall(bob.page, 'ringing-in', 'ignore')
  await expect.poll(() => phases(alice.page)).toEqual(['ringing-out'])
  await withCall(bob.page, 'ringing-in', 'accept')
  await expectSoundBothWays(alice, bob)
})

test('two devices ring: one answers, the other falls silent within a second and keeps nothing open', async () => {
  await makeContacts(alice, 'alice', bob, 'bob')
  const second = await startSecondDevice(server.origin, bob)
  try {
    await dial(alice.page, 'bob')
    for (const { page } of [bob, second]) await expect.poll(() => phases(page)).toEqual(['ringing-in'])
    await withCall(second.page, 'ringing-in', 'accept')
    await expect.poll(() => phases(bob.page), { timeout: 1_000 }).toEqual([])
    await expectSoundBothWays(alice, second)
    await expectClean(bob.page)
    expect(await observed(bob.page, (seen) => seen.asked)).toBe(0)
    const history = () => tincan(bob.page, async ({ host }) => (await host.state()).history)
    await expect.poll(history).toMatchObject([{ peer: 'alice', outcome: 'answered-elsewhere' }])
    const open = () =>
      observed(alice.page, (seen) => seen.connections.filter((pc) => pc.connectionState !== 'closed').length)
    await expect.poll(open).toBe(1)
  } finally {
    await second.close()
  }
})

test('two devices ring: a decline at one ends it at both, and for the caller', async () => {
  await makeContacts(alice, 'alice', bob, 'bob')
  const second = await startSecondDevice(server.origin, bob)
  try {
    await dial(alice.page, 'bob')
    for (const { page } of [bob, second]) await expect.poll(() => phases(page)).toEqual(['ringing-in'])
    await withCall(bob.page, 'ringing-in', 'decline')
    await expect.poll(() => phases(second.page), { timeout: 1_000 }).toEqual([])
    await expect.poll(() => phases(alice.page)).toEqual(['ended'])
    for (const { page } of [alice, bob, second]) await expectClean(page)
  } finally {
    await second.close()
  }
})
