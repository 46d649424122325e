import { expect, test } from '@playwright/test'
import { MEDIA_LOSS_LIMIT_MS } from '../../src/shared/protocol/version.ts'
import { expectSoundBothWays, phases, tincan } from '../e2e/callers.ts'
import { heardLevel, observed } from '../support/person.ts'
import { call, callAndHear, callLogs, endCalls, endReason, watchSound } from './support/calls.ts'
import { RELAY, SECOND_RELAY, type Home } from './support/internet.ts'
import { whyNoLab, type Namespace } from './support/namespace.ts'
import { restCredentials } from './support/rest-credentials.ts'
import { BY_RELAY, expectRoute, relayOnTheWay, selectedPair, THROUGH_ROUTERS } from './support/routes.ts'
import { befriend, createWorld, TURN_SECRET, useServers, type Caller, type World } from './support/world.ts'
import type { Coturn } from '../support/coturn.ts'

const obstacle = whyNoLab()
test.skip(obstacle !== null, obstacle ?? '')
test.setTimeout(120_000)

let world: World
let homes: readonly [Home, Home]
let alice: Caller
let bob: Caller
let aliceHost: Namespace
let relays: [Coturn, Coturn]

const STUN = { uri: `stun:${RELAY.ipv4}` }
const relayAt = (address: string) => ({
  uri: `turn:${address}?transport=udp`,
  ...restCredentials(TURN_SECRET, 'someone'),
})

test.beforeAll(async () => {
  world = await createWorld()
  relays = [await world.relay(), await world.relay({ second: true })]
  homes = [world.internet.home('homea', 1, 'independent'), world.internet.home('homeb', 2, 'independent')]
  aliceHost = homes[0].host('alice', 1)
  alice = await world.person('alice', aliceHost, { frequency: 440, servers: [STUN] })
  bob = await world.person('bob', homes[1].host('bob', 1), { frequency: 660, servers: [STUN] })
  await befriend(alice, bob)
})
test.afterAll(() => world?.dispose())
test.afterEach(() => endCalls(alice, bob))

const backToNormal = async (): Promise<void> => {
  for (const home of homes) home.configure('independent', 'open')
  for (const { page } of [alice, bob]) await useServers(page, [STUN])
}

for (const lossPercent of [10, 30]) {
  test(`${lossPercent} % of the packets lost: the call stands, and is heard`, async () => {
    await backToNormal()
    homes[0].configure('independent', 'open', lossPercent)
    await callAndHear(`${lossPercent} % loss`, alice, bob, THROUGH_ROUTERS)
    for (const person of [alice, bob]) {
      await expect.poll(async () => (await quality(person))?.loss).toBeGreaterThan(lossPercent / 300)
    }
    if (lossPercent === 30) await expectPoorQuality(alice, bob)
    await expectSoundBothWays(alice, bob)
    await expectRoute(alice, bob, THROUGH_ROUTERS)
    for (const { page } of [alice, bob]) expect(await phases(page)).toEqual(['active'])
    await endCalls(alice, bob)
    const [log] = await callLogs(alice.page)
    expect((log ?? []).map(({ event }) => event.kind)).not.toContain('media-lost')
  })
}

test('no STUN server answers at first: it is asked anew', async () => {
  await backToNormal()
  homes[0].configure('independent', 'no-udp')
  const before = await observed(alice.page, ({ connections }) => connections.length)
  const generations = new Set<string>()
  const openAtTheSecond = async (): Promise<void> => {
    await expect
      .poll(async () => {
        const ufrag = await ufragAfter(alice, before)
        if (ufrag !== null) generations.add(ufrag)
        return generations.size
      })
      .toBe(2)
    homes[0].configure('independent', 'open')
  }
  await Promise.all([callAndHear('STUN silent at first', alice, bob, THROUGH_ROUTERS), openAtTheSecond()])
  await endCalls(alice, bob)
  const [log] = await callLogs(alice.page)
  expect((log ?? []).map(({ event }) => event)).toContainEqual({ kind: 'ice-restart', cause: 'stun-silent' })
})

test('the router forgets its mappings in the call: it falls to the relay, and climbs back later', async () => {
  await backToNormal()
  for (const { page } of [alice, bob]) await useServers(page, [STUN, relayAt(RELAY.ipv4)])
  await callAndHear('before the mapping is flushed', alice, bob, THROUGH_ROUTERS)
  const gap = await watchSound(bob.page, alice.frequency)
  // As a router that restarts, and gives out other ports than before: no packet of the old way arrives any more.
  homes[0].configure('symmetric', 'open')
  homes[0].forgetMappings()
  console.log(`    NAT mapping flushed: ${await gap()} ms without sound`)
  await expectSoundBothWays(alice, bob)
  await expectRoute(alice, bob, ...BY_RELAY)
  homes[0].configure('independent', 'open')
  await expect.poll(() => relayOnTheWay(alice.page), { timeout: 60_000 }).toBeNull()
  await expectSoundBothWays(alice, bob)
  await expectRoute(alice, bob, THROUGH_ROUTERS)
})

test('from Wi-Fi to LAN: another address, and the sound is back within three seconds', async () => {
  await backToNormal()
  await callAndHear('before the address changes', alice, bob, THROUGH_ROUTERS)
  const before = await selectedPair(alice.page)
  const gaps = [await watchSound(bob.page, alice.frequency), await watchSound(alice.page, bob.frequency)]
  homes[0].rewire(aliceHost, 9)
  const [there, here] = await Promise.all(gaps.map((gap) => gap()))
  console.log(`    address change: ${there} ms without sound at the other side, ${here} ms here`)
  expect(Math.max(there ?? 0, here ?? 0)).toBeLessThan(3_000)
  await expectSoundBothWays(alice, bob)
  await expectRoute(alice, bob, THROUGH_ROUTERS)
  expect((await selectedPair(alice.page))?.localId).not.toBe(before?.localId)
})

test('the relay dies in the call: the second one takes over', async () => {
  for (const home of homes) home.configure('symmetric', 'open')
  for (const { page } of [alice, bob]) {
    await useServers(page, [relayAt(RELAY.ipv4), relayAt(SECOND_RELAY.ipv4)])
  }
  await callAndHear('before the relay dies', alice, bob, ...BY_RELAY)
  const used = await relayOnTheWay(alice.page)
  const isSecond = used === SECOND_RELAY.ipv4
  const gap = await watchSound(bob.page, alice.frequency)
  await relays[isSecond ? 1 : 0].stop()
  const gapMs = await gap()
  console.log(`    relay killed: ${gapMs} ms without sound`)
  expect(gapMs).toBeGreaterThan(0)
  await expectSoundBothWays(alice, bob)
  await expectRoute(alice, bob, ...BY_RELAY)
  expect(await relayOnTheWay(alice.page)).not.toBe(used)
  relays[isSecond ? 1 : 0] = await world.relay({ second: isSecond })
})

for (const seconds of [5, 20]) {
  test(`${seconds} s without any network: the call survives`, async () => {
    await backToNormal()
    await callAndHear(`before ${seconds} s of outage`, alice, bob, THROUGH_ROUTERS)
    homes[0].setConnected(false)
    const cutAt = Date.now()
    await expect
      .poll(() => Date.now() - cutAt, { timeout: 30_000, intervals: [100] })
      .toBeGreaterThan(seconds * 1_000)
    homes[0].setConnected(true)
    const backAt = Date.now()
    await expectSoundBothWays(alice, bob)
    console.log(`    ${seconds} s outage: sound again ${Date.now() - backAt} ms after the network`)
    await expectRoute(alice, bob, THROUGH_ROUTERS)
    expect(await phases(alice.page)).toEqual(['active'])
    expect(await phases(bob.page)).toEqual(['active'])
  })
}

test('server and network go together: the call comes back with the network alone', async () => {
  await backToNormal()
  await callAndHear('before server and network go', alice, bob, THROUGH_ROUTERS)
  await world.stopServer()
  homes[0].setConnected(false)
  await expect.poll(() => heardLevel(bob.page, alice.frequency), { timeout: 10_000 }).toBeLessThan(-80)
  homes[0].setConnected(true)
  await expectSoundBothWays(alice, bob)
  await expectRoute(alice, bob, THROUGH_ROUTERS)
  await world.startServer()
})

test('and when it does not come back, the call ends on both sides, in time and with its reason', async () => {
  await backToNormal()
  await call(alice, bob)
  await expectSoundBothWays(alice, bob)
  await world.stopServer()
  homes[0].setConnected(false)
  const cutAt = Date.now()
  const endedAfter = async ({ page }: Caller): Promise<number> => {
    await expect.poll(() => endReason(page), { timeout: 60_000 }).toBe('connection-lost')
    return Date.now() - cutAt
  }
  const times = await Promise.all([alice, bob].map(endedAfter))
  console.log(`    lost for good: ended after ${times.join(' and ')} ms`)
  for (const time of times) {
    expect(time).toBeGreaterThan(MEDIA_LOSS_LIMIT_MS)
    // It takes some seconds to be sure that nothing comes any more.
    expect(time).toBeLessThan(MEDIA_LOSS_LIMIT_MS + 10_000)
  }
  for (const { page } of [alice, bob]) {
    const [log] = await callLogs(page)
    expect(log?.at(-1)?.event).toEqual({ kind: 'end', reason: 'connection-lost', by: 'network' })
  }
  homes[0].setConnected(true)
  await world.startServer()
})

/** The ICE generation of a connection made after so many others (RFC 8839, section 5.4); null before it has one. */
async function ufragAfter({ page }: Caller, before: number): Promise<string | null> {
  const sdps = await observed(page, ({ connections }) =>
    connections.map(({ localDescription }) => localDescription?.sdp ?? ''),
  )
  return /^a=ice-ufrag:(\S+)/m.exec(sdps.slice(before).at(-1) ?? '')?.[1] ?? null
}

/** What a page says of the sound of its call, in the last second. */
function quality({ page }: Caller) {
  return tincan(page, ({ session }) => {
    const [view] = session.state.get().calls
    const sample = view?.samples.at(-1)
    if (sample === undefined) return null
    const { received, mosReceived, mosSent } = sample
    return { loss: received.loss, mosReceived, mosSent, word: view?.quality }
  })
}

/** ITU-T G.109: below it nearly everybody is dissatisfied. */
const POOR = 3.1
/** One report of RTCP comes in about five seconds, and at 30 % loss not each one, in milliseconds. */
const FIRST_REPORT_MS = 30_000

/** Both say so at once of what they receive, and of the other direction when the first report of it has come. */
async function expectPoorQuality(...callers: Caller[]): Promise<void> {
  for (const caller of callers) {
    await expect
      .poll(async () => {
        const { mosReceived, word } = (await quality(caller)) ?? {}
        return { isPoor: (mosReceived ?? Infinity) < POOR, word }
      })
      .toEqual({ isPoor: true, word: 'poor' })
    await expect
      .poll(async () => (await quality(caller))?.mosSent ?? Infinity, { timeout: FIRST_REPORT_MS })
      .toBeLessThan(POOR)
  }
}
