import { expect, test } from '@playwright/test'
import { tincan } from '../e2e/callers.ts'
import { callAndHear, endCalls } from './support/calls.ts'
import { RELAY, type Home } from './support/internet.ts'
import { whyNoLab } from './support/namespace.ts'
import { restCredentials } from './support/rest-credentials.ts'
import { LAN, THROUGH_ROUTERS } from './support/routes.ts'
import { befriend, createWorld, TURN_SECRET, useServers, type Caller, type World } from './support/world.ts'

const obstacle = whyNoLab()
test.skip(obstacle !== null, obstacle ?? '')
test.describe.configure({ mode: 'serial' })

const STUN = { uri: `stun:${RELAY.ipv4}` }

let world: World
let alice: Caller
let bob: Caller
let carol: Caller
let dave: Caller
let carolsHome: Home

test.beforeAll(async () => {
  world = await createWorld()
  await world.relay()
  const home = world.internet.home('homea', 1, 'independent')
  carolsHome = world.internet.home('homeb', 2, 'independent')
  const servers = [STUN]
  alice = await world.person('alice', home.host('alice', 1), { frequency: 440, servers })
  bob = await world.person('bob', home.host('bob', 2), { frequency: 660, servers })
  carol = await world.person('carol', carolsHome.host('carol', 1), { frequency: 880, servers })
  await befriend(alice, bob)
  await befriend(alice, carol)
  dave = await world.person('dave', world.internet.publicHost('dave', 101, ['ipv4']), {
    frequency: 1_100,
    servers,
  })
  await befriend(carol, dave)
})
test.afterAll(() => world?.dispose())
test.afterEach(() => endCalls(alice, bob, carol, dave))

test('in the same LAN the sound goes from host to host', async () => {
  await callAndHear('same LAN', alice, bob, LAN)
})

test('two home routers are crossed by their public addresses', async () => {
  await callAndHear('two home NATs', alice, carol, THROUGH_ROUTERS)
})

test('for one person the address is hidden: her calls take the relay, those with others none', async () => {
  await useServers(alice.page, [
    STUN,
    { uri: `turn:${RELAY.ipv4}`, ...restCredentials(TURN_SECRET, 'alice') },
  ])
  const hidden = await tincan(
    alice.page,
    ({ host }, name) => host.contacts.update(name as never, { iceTransportPolicy: 'relay' }),
    carol.name,
  )
  expect(hidden).toMatchObject({ ok: true })
  const relayed = { local: 'relay', remote: 'reflexive', protocol: 'udp' } as const
  await callAndHear('relay only for this contact', alice, carol, relayed)
  await endCalls(alice, carol)
  await callAndHear('and not for that one', alice, bob, LAN)
})

test('a symmetric NAT needs no relay to reach a host with a public address', async () => {
  carolsHome.configure('symmetric', 'open')
  const toHost = { local: 'reflexive', remote: 'host', protocol: 'udp' } as const
  await callAndHear('symmetric NAT and a public host', carol, dave, toHost)
})
