import { expect, test } from '@playwright/test'
import { buildHarness } from '../support/harness.ts'
import { observed, type Person } from '../support/person.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { startTamperingServer, type Tampering } from '../support/tampering-server.ts'
import {
  connect,
  dial,
  expectClean,
  expectHeard,
  expectNotHeard,
  expectSoundBothWays,
  makeContacts,
  phases,
  startCaller,
  tincan,
  withCall,
} from './callers.ts'

const ALICE = { frequency: 440 }
const BOB = { frequency: 1000 }
const CAROL = { frequency: 1700 }

let webDir: string
let server: TestServer
const people: Person[] = []
const person = async (
  name: string,
  options: Parameters<typeof startCaller>[2],
  origin = server.origin,
): Promise<Person> => {
  const someone = await startCaller(origin, name, options)
  people.push(someone)
  return someone
}
test.beforeAll(async () => {
  webDir = await buildHarness()
})
test.beforeEach(async () => {
  server = await startTestServer({ webDir })
})
test.afterEach(async () => {
  await Promise.all(people.splice(0).map((someone) => someone.close()))
  await server.dispose()
})

const reasonOf = ({ page }: Person) =>
  tincan(page, ({ session }) => {
    const call = session.state.get().calls.find((view) => view.call.phase === 'ended')?.call
    return call?.phase === 'ended' ? call.reason : null
  })
const history = ({ page }: Person) => tincan(page, async ({ host }) => (await host.state()).history)

test('strangers: no connection before the accept, and sound after it', async () => {
  const alice = await person('alice', ALICE)
  const bob = await person('bob', BOB)
  await dial(alice.page, 'bob')
  await expect.poll(() => phases(bob.page)).toEqual(['ringing-in'])
  await expect.poll(() => phases(alice.page)).toEqual(['ringing-out'])
  expect(await observed(bob.page, (seen) => seen.connections.length)).toBe(0)
  await withCall(bob.page, 'ringing-in', 'accept')
  await expectSoundBothWays(alice, bob)
})

test('a caller who gives up leaves a missed call, and nothing open', async () => {
  const alice = await person('alice', ALICE)
  const bob = await person('bob', BOB)
  await dial(alice.page, 'bob')
  await expect.poll(() => phases(bob.page)).toEqual(['ringing-in'])
  await withCall(alice.page, 'ringing-out', 'end')
  await expect.poll(() => phases(bob.page)).toEqual([])
  await expect.poll(() => history(bob)).toMatchObject([{ peer: 'alice', outcome: 'missed', seen: false }])
  expect(await history(alice)).toMatchObject([{ peer: 'bob', outcome: 'cancelled' }])
  await expectClean(alice.page)
})

test('somebody offline: the caller reads it, the callee finds a missed call', async () => {
  const alice = await person('alice', ALICE)
  const bob = await person('bob', BOB)
  await makeContacts(alice, 'alice', bob, 'bob')
  await bob.page.goto('about:blank')
  const seesBob = () =>
    tincan(
      alice.page,
      async ({ host }) => (await host.state()).contacts.find(({ name }) => name === 'bob')?.online,
    )
  await expect.poll(seesBob).toBe(false)
  await dial(alice.page, 'bob')
  // Ten seconds are given to a device that is just coming back.
  await expect.poll(() => reasonOf(alice), { timeout: 30_000 }).toBe('offline')
  await bob.page.goto(server.origin)
  await bob.page.waitForFunction(() => 'tincan' in globalThis)
  await expect.poll(() => history(bob)).toMatchObject([{ peer: 'alice', outcome: 'missed' }])
})

test('a second window of the same browser takes over: one device, one connection, one ring', async () => {
  const alice = await person('alice', ALICE)
  const bob = await person('bob', BOB)
  const second = await bob.context.newPage()
  await second.goto(server.origin)
  await second.waitForFunction(() => 'tincan' in globalThis)
  const connection = () => tincan(bob.page, async ({ host }) => (await host.state()).connection)
  await expect.poll(connection).toMatchObject({ status: 'refused', error: { code: 'profile-in-use' } })
  await dial(alice.page, 'bob')
  await expect.poll(() => phases(second)).toEqual(['ringing-in'])
  expect(await phases(bob.page)).toEqual([])
})

test('busy: hold and answer, and back', async () => {
  const alice = await person('alice', ALICE)
  const bob = await person('bob', BOB)
  const carol = await person('carol', CAROL)
  await connect(alice, bob, 'bob')
  await expectSoundBothWays(alice, bob)
  await dial(carol.page, 'bob')
  await expect.poll(() => phases(bob.page)).toEqual(['active', 'ringing-in'])
  const isBusy = () =>
    tincan(carol.page, ({ session }) => {
      const call = session.state.get().calls[0]?.call
      return call?.phase === 'ringing-out' && [...call.devices.values()].every((device) => device.busy)
    })
  await expect.poll(isBusy).toBe(true)
  await withCall(bob.page, 'ringing-in', 'accept')
  await expectHeard(bob.page, CAROL.frequency)
  await expectHeard(carol.page, BOB.frequency)
  await expectNotHeard(alice.page, BOB.frequency)
  await expectNotHeard(bob.page, ALICE.frequency)
  await withCall(carol.page, 'active', 'end')
  await expect.poll(() => phases(bob.page)).toContain('active')
  await tincan(bob.page, ({ session }) => {
    const held = session.state.get().calls.find(({ call }) => call.phase === 'active')!
    session.setHeld(held.call.callId, false)
  })
  await expectSoundBothWays(alice, bob)
})

test('a microphone that is refused: the call stands, one listens, and it is said', async () => {
  const alice = await person('alice', { ...ALICE, microphone: false })
  const bob = await person('bob', BOB)
  await connect(alice, bob, 'bob')
  await expectHeard(alice.page, BOB.frequency)
  const microphone = () => tincan(alice.page, ({ session }) => session.state.get().microphone)
  await expect.poll(microphone).toMatchObject({ status: 'failed' })
  const { error } = (await microphone()) as { error: { code: string } }
  expect(['microphone-refused', 'microphone-absent']).toContain(error.code)
})

test('the peer reloads in the call and calls again: the lost call ends, the new one is taken without a ring', async () => {
  const alice = await person('alice', ALICE)
  const bob = await person('bob', BOB)
  await connect(alice, bob, 'bob')
  await expectSoundBothWays(alice, bob)
  await bob.page.reload()
  await bob.page.waitForFunction(() => 'tincan' in globalThis)
  const online = () => tincan(bob.page, async ({ host }) => (await host.state()).connection.status)
  await expect.poll(online).toBe('online')
  await dial(bob.page, 'alice')
  await expect.poll(() => phases(bob.page)).toEqual(['active'])
  await expectSoundBothWays(alice, bob)
})

test.describe('a server that tampers', () => {
  const cases: [string, Tampering, (who: { alice: Person; bob: Person }) => Promise<void>][] = [
    [
      'swaps the DTLS fingerprint of an offer',
      'swap-fingerprint',
      async ({ alice, bob }) => {
        await dial(alice.page, 'bob')
        await expect.poll(() => phases(bob.page)).toEqual(['ringing-in'])
        await withCall(bob.page, 'ringing-in', 'accept')
        await expect.poll(() => reasonOf(bob)).toBe('tampered')
        await expect.poll(() => reasonOf(alice)).toBe('tampered')
      },
    ],
    [
      'replays an old answer in a new call',
      'replay-answer',
      async ({ alice, bob }) => {
        await connect(alice, bob, 'bob')
        await withCall(alice.page, 'active', 'end')
        await expect.poll(() => phases(bob.page)).toEqual(['ended'])
        await dial(alice.page, 'bob')
        await expect.poll(() => phases(bob.page)).toContain('ringing-in')
        await withCall(bob.page, 'ringing-in', 'accept')
        await expect.poll(() => reasonOf(alice)).toBe('tampered')
      },
    ],
    [
      "delivers an invite in another's name",
      'forge-sender',
      async ({ alice, bob }) => {
        await person('carol', CAROL)
        await dial(alice.page, 'bob')
        const warnings = () => tincan(bob.page, async ({ host }) => (await host.state()).warnings)
        await expect.poll(warnings).toMatchObject([{ error: { code: 'call-tampered' } }])
        expect(await phases(bob.page)).toEqual([])
      },
    ],
  ]
  for (const [what, tampering, check] of cases) {
    test(`${what}: refused, explained, and no sound`, async () => {
      const proxy = await startTamperingServer(server.origin, tampering)
      try {
        const alice = await person('alice', ALICE, proxy.origin)
        const bob = await person('bob', BOB, proxy.origin)
        await check({ alice, bob })
        await expectNotHeard(bob.page, ALICE.frequency)
        await expectClean(bob.page)
      } finally {
        await Promise.all(people.splice(0).map((someone) => someone.close()))
        await proxy.close()
      }
    })
  }
})
