import { expect, test } from '@playwright/test'
import { callAndHear, endCalls } from './support/calls.ts'
import { RELAY } from './support/internet.ts'
import { whyNoLab } from './support/namespace.ts'
import { befriend, createWorld, TURN_SECRET, type Caller, type World } from './support/world.ts'
import { restCredentials } from './support/rest-credentials.ts'
import { LAN, selectedPair } from './support/routes.ts'

const obstacle = whyNoLab()
test.skip(obstacle !== null, obstacle ?? '')
test.describe.configure({ mode: 'serial' })

let world: World
let sixA: Caller
let sixB: Caller
let four: Caller

test.beforeAll(async () => {
  world = await createWorld()
  await world.relay()
  const relayAt = (address: string) => [
    { uri: `turn:${address}`, ...restCredentials(TURN_SECRET, 'someone') },
  ]
  const { internet } = world
  const place6 = { family: 'ipv6', servers: relayAt(`[${RELAY.ipv6}]`) } as const
  sixA = await world.person('anna6', internet.publicHost('sixa', 101, ['ipv6']), {
    ...place6,
    frequency: 440,
  })
  sixB = await world.person('ben6', internet.publicHost('sixb', 102, ['ipv6']), { ...place6, frequency: 660 })
  four = await world.person('dora4', internet.publicHost('four', 103, ['ipv4']), {
    frequency: 880,
    servers: relayAt(RELAY.ipv4),
  })
  await befriend(sixA, sixB)
  await befriend(sixA, four)
})
test.afterAll(() => world?.dispose())
test.afterEach(() => endCalls(sixA, sixB, four))

test('two hosts with IPv6 alone talk directly', async () => {
  await callAndHear('IPv6 only', sixA, sixB, LAN)
  expect((await selectedPair(sixA.page))?.localAddress).toContain(':')
})

test('IPv6 alone and IPv4 alone meet at a relay that has both', async () => {
  const [toHost, toRelay] = (['host', 'relay'] as const).map(
    (remote) => ({ local: 'relay', remote, protocol: 'udp' }) as const,
  )
  await callAndHear('IPv6 against IPv4', sixA, four, toHost!, toRelay!)
})
