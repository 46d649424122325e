import { expect, test } from '@playwright/test'
import { buildHarness } from '../support/harness.ts'
import { observed, type Person } from '../support/person.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
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

let server: TestServer
let alice: Person
let bob: Person

test.beforeAll(async () => {
  server = await startTestServer({ webDir: await buildHarness() })
})
test.afterAll(() => server.dispose())

test.describe('a call between contacts', () => {
  test.beforeEach(async () => {
    ;[alice, bob] = await Promise.all([
      startCaller(server.origin, `alice ${test.info().workerIndex}${Date.now()}`, ALICE),
      startCaller(server.origin, `bob ${test.info().workerIndex}${Date.now()}`, BOB),
    ])
    await makeContacts(alice, await nameOf(alice), bob, await nameOf(bob))
  })
  test.afterEach(async () => {
    await Promise.all([alice.close(), bob.close()])
  })

  const nameOf = (person: Person): Promise<string> =>
    tincan(person.page, async ({ host }) => (await host.state()).account!.name)

  test('each hears the other and not themselves, and nothing is left behind', async () => {
    await connect(alice, bob, await nameOf(bob))
    await expectSoundBothWays(alice, bob)
    const path = (person: Person) => tincan(person.page, ({ session }) => session.state.get().calls[0]?.path)
    await expect.poll(() => path(alice)).toEqual({ kind: 'lan' })
    for (const person of [alice, bob]) await expect.poll(() => packetTime(person)).toBeLessThan(15)
    await withCall(alice.page, 'active', 'end')
    await expect.poll(() => phases(alice.page)).toEqual([])
    await expect.poll(() => phases(bob.page)).toEqual(['ended'])
    await expectClean(alice.page)
    await expectClean(bob.page)
    const history = (person: Person) => tincan(person.page, async ({ host }) => (await host.state()).history)
    expect(await history(alice)).toMatchObject([{ direction: 'outgoing', outcome: 'answered' }])
    expect(await history(bob)).toMatchObject([{ direction: 'incoming', outcome: 'answered' }])
  })

  test('before the accept no sample of a microphone is sent, and the called one is not even opened', async () => {
    await dial(alice.page, await nameOf(bob))
    await expect.poll(() => phases(bob.page)).toEqual(['ringing-in'])
    const isUp = () => observed(bob.page, (seen) => seen.connections[0]?.connectionState)
    await expect.poll(isUp).toBe('connected')
    const packets = () =>
      observed(bob.page, async (seen) => {
        const stats = [...(await seen.connections[0]!.getStats()).values()] as {
          type: string
          packetsReceived?: number
        }[]
        return stats.find((entry) => entry.type === 'inbound-rtp')?.packetsReceived ?? 0
      })
    // Silence takes few packets (DTX).
    await expect.poll(packets).toBeGreaterThan(3)
    expect(await observed(bob.page, (seen) => seen.loudest())).toBe(0)
    expect(await observed(bob.page, (seen) => seen.asked)).toBe(0)

    const before = await observed(bob.page, (seen) => seen.descriptions)
    await withCall(bob.page, 'ringing-in', 'accept')
    await expectSoundBothWays(alice, bob)
    // Onto the existing connection: no offer, no answer, no second connection.
    expect(await observed(bob.page, (seen) => seen.descriptions)).toBe(before)
    expect(await observed(alice.page, (seen) => seen.descriptions)).toBe(1)
    expect(await observed(alice.page, (seen) => seen.connections.length)).toBe(1)
  })

  test('mute is silence, and only that', async () => {
    await connect(alice, bob, await nameOf(bob))
    await expectSoundBothWays(alice, bob)
    for (const person of [alice, bob])
      await expect.poll(() => whoSpeaks(person)).toEqual({ me: true, peer: true })
    await tincan(alice.page, ({ session }) => session.setMuted(true))
    await expect.poll(() => observed(bob.page, (seen) => seen.loudest())).toBe(0)
    await expect.poll(() => whoSpeaks(alice)).toEqual({ me: false, peer: true })
    await expect.poll(() => whoSpeaks(bob)).toEqual({ me: true, peer: false })
    await expectHeard(alice.page, BOB.frequency)
    await expect.poll(() => peerState(bob)).toEqual({ muted: true, held: false })
    await tincan(alice.page, ({ session }) => session.setMuted(false))
    await expectHeard(bob.page, ALICE.frequency)
  })

  const whoSpeaks = (person: Person) =>
    tincan(person.page, ({ session }) => {
      const view = session.state.get().calls[0]!
      return { me: view.meSpeaking, peer: view.peerSpeaking }
    })

  /** Milliseconds of sound in a received packet. */
  const packetTime = (person: Person) =>
    observed(person.page, async (seen) => {
      const stats = [...(await seen.connections[0]!.getStats()).values()] as {
        type: string
        packetsReceived?: number
        jitterBufferEmittedCount?: number
      }[]
      const inbound = stats.find((entry) => entry.type === 'inbound-rtp')
      return (inbound?.jitterBufferEmittedCount ?? Infinity) / 48 / (inbound?.packetsReceived ?? 0)
    })

  const peerState = (person: Person) =>
    tincan(person.page, ({ session }) => {
      const call = session.state.get().calls[0]?.call
      return call?.phase === 'active' ? call.peerState : null
    })

  const setHeld = (person: Person, held: boolean) =>
    tincan(
      person.page,
      ({ session }, value) => session.setHeld(session.state.get().calls[0]!.call.callId, value),
      held,
    )

  test('hold silences both ways, resume brings both back', async () => {
    await connect(alice, bob, await nameOf(bob))
    await expectSoundBothWays(alice, bob)
    await setHeld(bob, true)
    await expectNotHeard(alice.page, BOB.frequency)
    await expectNotHeard(bob.page, ALICE.frequency)
    await setHeld(bob, false)
    await expectSoundBothWays(alice, bob)
  })

  test('the server goes away in the call: it goes on, mute, hold and hang-up arrive', async () => {
    await connect(alice, bob, await nameOf(bob))
    await expectSoundBothWays(alice, bob)
    await server.stop()
    try {
      const status = () => tincan(alice.page, async ({ host }) => (await host.state()).connection.status)
      await expect.poll(status).not.toBe('online')
      await expectSoundBothWays(alice, bob)
      await tincan(alice.page, ({ session }) => session.setMuted(true))
      await expect.poll(() => peerState(bob)).toEqual({ muted: true, held: false })
      await tincan(alice.page, ({ session }) => session.setMuted(false))
      await setHeld(alice, true)
      await expect.poll(() => peerState(bob)).toEqual({ muted: false, held: true })
      await setHeld(alice, false)
      await expectSoundBothWays(alice, bob)
      await withCall(bob.page, 'active', 'end')
      await expect.poll(() => phases(alice.page)).toEqual(['ended'])
      await expectClean(alice.page)
      await expectClean(bob.page)
    } finally {
      await server.start()
    }
  })

  test('the server comes back in the call: both are online again, and it is the same call', async () => {
    await connect(alice, bob, await nameOf(bob))
    const callId = () => tincan(alice.page, ({ session }) => session.state.get().calls[0]?.call.callId)
    const before = await callId()
    await server.stop()
    const status = (person: Person) =>
      tincan(person.page, async ({ host }) => (await host.state()).connection.status)
    await expect.poll(() => status(alice)).not.toBe('online')
    await server.start()
    await expect.poll(() => status(alice)).toBe('online')
    await expect.poll(() => status(bob)).toBe('online')
    await expectSoundBothWays(alice, bob)
    expect(await callId()).toBe(before)
    // And the server passes messages of this call again, which it learned of by both claims.
    await withCall(alice.page, 'active', 'end')
    await expect.poll(() => phases(bob.page)).toEqual(['ended'])
  })

  test('decline ends it for the caller, with its reason and a line to read', async () => {
    await dial(alice.page, await nameOf(bob))
    await expect.poll(() => phases(bob.page)).toEqual(['ringing-in'])
    await tincan(bob.page, ({ session }) => {
      const ringing = session.state.get().calls[0]?.call
      if (ringing !== undefined) session.decline(ringing.callId, 'Back at four')
    })
    const end = () =>
      tincan(alice.page, ({ session }) => {
        const call = session.state.get().calls[0]?.call
        return call?.phase === 'ended' ? [call.reason, call.note] : null
      })
    await expect.poll(end).toEqual(['peer-declined', 'Back at four'])
    await expectClean(alice.page)
    await expectClean(bob.page)
  })

  test('glare: both call at once and are connected without a ring', async () => {
    const [toBob, toAlice] = [await nameOf(bob), await nameOf(alice)]
    await Promise.all([dial(alice.page, toBob), dial(bob.page, toAlice)])
    for (const { page } of [alice, bob]) await expect.poll(() => phases(page)).toEqual(['active'])
    await expectSoundBothWays(alice, bob)
    const id = (person: Person) =>
      tincan(person.page, ({ session }) => session.state.get().calls[0]?.call.callId)
    expect(await id(alice)).toBe(await id(bob))
  })
})
