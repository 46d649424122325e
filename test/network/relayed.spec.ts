import { expect, test } from '@playwright/test'
import { callAndHear, endCalls, localCandidates } from './support/calls.ts'
import { RELAY } from './support/internet.ts'
import type { Home } from './support/internet.ts'
import { whyNoLab } from './support/namespace.ts'
import { BY_RELAY, relayOnTheWay } from './support/routes.ts'
import { befriend, createWorld, useServers, type Caller, type World } from './support/world.ts'

const obstacle = whyNoLab()
test.skip(obstacle !== null, obstacle ?? '')
test.describe.configure({ mode: 'serial' })

let world: World
let homes: readonly [Home, Home]
let alice: Caller
let bob: Caller

// Nobody has set up anything: the signaling server lends the relay, with credentials of its own for each name.
test.beforeAll(async () => {
  world = await createWorld({
    turnUrls: [
      `turn:${RELAY.ipv4}?transport=udp`,
      `turn:${RELAY.ipv4}?transport=tcp`,
      `turns:${RELAY.ipv4}:443`,
    ],
  })
  await world.relay()
  homes = [world.internet.home('homea', 1, 'independent'), world.internet.home('homeb', 2, 'independent')]
  alice = await world.person('alice', homes[0].host('alice', 1), { frequency: 440 })
  bob = await world.person('bob', homes[1].host('bob', 1), { frequency: 660 })
  await befriend(alice, bob)
})
test.afterAll(() => world?.dispose())
test.afterEach(() => endCalls(alice, bob))

test('one symmetric NAT: the relay of one side is enough', async () => {
  homes[0].configure('symmetric', 'open')
  await callAndHear('one symmetric NAT', alice, bob, ...BY_RELAY)
  expect(await relayOnTheWay(alice.page)).toBe(RELAY.ipv4)
})

test('two symmetric NATs meet at the relay, over UDP', async () => {
  for (const home of homes) home.configure('symmetric', 'open')
  await callAndHear('both symmetric', alice, bob, ...BY_RELAY)
  expect(await relayOnTheWay(alice.page)).toBe(RELAY.ipv4)
})

test('where UDP and TLS are blocked, the relay is reached over TCP', async () => {
  for (const home of homes) home.configure('independent', 'tcp-3478-only')
  await callAndHear('UDP blocked', alice, bob, { local: 'relay', remote: 'relay', protocol: 'tcp' })
})

test('where only TCP 443 is open, the relay is reached over TLS', async () => {
  for (const home of homes) home.configure('independent', 'tls-443-only')
  await callAndHear('only TCP 443 open', alice, bob, { local: 'relay', remote: 'relay', protocol: 'tls' })
})

test('who hides the IP shows nothing but relay addresses, even with an open way', async () => {
  for (const home of homes) home.configure('independent', 'open')
  await useServers(alice.page, [], 'relay')
  const relayed = { local: 'relay', remote: 'reflexive', protocol: 'udp' } as const
  await callAndHear('relay only', alice, bob, relayed)
  const shown = await localCandidates(alice.page)
  expect(shown.length).toBeGreaterThan(0)
  for (const { type, address } of shown) {
    expect(type).toBe('relay')
    expect(address).toBe(RELAY.ipv4)
  }
  await useServers(alice.page, [])
})
