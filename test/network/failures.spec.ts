import { expect, test } from '@playwright/test'
import { dial, phases, tincan } from '../e2e/callers.ts'
import { callLogs, endCalls } from './support/calls.ts'
import { FAILING, failingCall, NAMED_WITHIN_MS, STUN } from './support/failing.ts'
import type { Home } from './support/internet.ts'
import { whyNoLab } from './support/namespace.ts'
import { befriend, createWorld, useServers, type Caller, type World } from './support/world.ts'

const obstacle = whyNoLab()
test.skip(obstacle !== null, obstacle ?? '')

let world: World
let homes: readonly [Home, Home]
let alice: Caller
let bob: Caller

test.beforeAll(async () => {
  world = await createWorld()
  await world.relay()
  homes = [world.internet.home('homea', 1, 'symmetric'), world.internet.home('homeb', 2, 'symmetric')]
  alice = await world.person('alice', homes[0].host('alice', 1), { frequency: 440 })
  bob = await world.person('bob', homes[1].host('bob', 1), { frequency: 660 })
  await befriend(alice, bob)
})
test.afterAll(() => world?.dispose())
test.afterEach(() => endCalls(alice, bob))

for (const row of FAILING) {
  test(`${row.name}: the call ends in time, with its reason`, async () => {
    const { atCaller, atCallee, afterMs } = await failingCall(row, homes, alice, bob)
    console.log(`    ${row.name}: ${atCaller} (over there: ${atCallee}) after ${afterMs} ms`)
    const [log] = await callLogs(alice.page)
    expect(atCaller, JSON.stringify(log)).toBe(row.reason)
    expect(['no-path', 'udp-blocked', 'peer-network-failed']).toContain(atCallee)
    expect(afterMs).toBeLessThan(NAMED_WITHIN_MS)
  })
}

test('relay only without any relay: the call is not even made', async () => {
  await useServers(alice.page, [STUN], 'relay')
  const refused = await tincan(alice.page, ({ session }, name) => session.dial(name), bob.name)
  expect(refused).toMatchObject({ ok: false, error: { code: 'relay-missing' } })
  expect(await phases(alice.page)).toEqual([])
  expect(await phases(bob.page)).toEqual([])
})

test('relay only for one contact: calls with others go as before', async () => {
  await useServers(alice.page, [STUN])
  const update = (iceTransportPolicy: 'relay' | 'inherit') =>
    tincan(
      alice.page,
      ({ host }, [name, policy]) => host.contacts.update(name as never, { iceTransportPolicy: policy }),
      [bob.name, iceTransportPolicy] as const,
    )
  await update('relay')
  const refused = await tincan(alice.page, ({ session }, name) => session.dial(name), bob.name)
  expect(refused).toMatchObject({ ok: false, error: { code: 'relay-missing' } })
  await update('inherit')
  await dial(alice.page, bob.name)
  await expect.poll(() => phases(bob.page)).toEqual(['ringing-in'])
})
