import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { tincan } from '../e2e/callers.ts'
import { callAndHear, endCalls } from './support/calls.ts'
import { RELAY } from './support/internet.ts'
import { whyNoLab } from './support/namespace.ts'
import { restCredentials } from './support/rest-credentials.ts'
import { befriend, createWorld, TURN_SECRET, useServers, type Caller, type World } from './support/world.ts'

const obstacle = whyNoLab()
test.skip(obstacle !== null, obstacle ?? '')

// The configuration that docs/turn.md tells people to use: the same block, but for secret and certificate.

let world: World
let alice: Caller
let bob: Caller

function documentedConfiguration({ certificate, key }: { certificate: string; key: string }): string {
  const page = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'turn.md'), 'utf8')
  const block = /```conf\n([^]*?)```/.exec(page)?.[1] ?? ''
  const change: readonly (readonly [RegExp, string])[] = [
    [/CHANGE-ME-64-HEX-DIGITS/, TURN_SECRET],
    [/^cert=.*$/m, `cert=${certificate}`],
    [/^pkey=.*$/m, `pkey=${key}`],
  ]
  for (const [pattern] of change) expect(block).toMatch(pattern)
  return change.reduce((text, [pattern, value]) => text.replace(pattern, value), block)
}

test.beforeAll(async () => {
  world = await createWorld({ turnUrls: [`turn:${RELAY.ipv4}`, `turns:${RELAY.ipv4}:443`] })
  await world.relay({ configuration: documentedConfiguration })
  const strict = world.internet.home('homea', 1, 'symmetric')
  const stricter = world.internet.home('homeb', 2, 'symmetric')
  stricter.configure('symmetric', 'tls-443-only')
  alice = await world.person('alice', strict.host('alice', 1), { frequency: 440 })
  bob = await world.person('김밥', stricter.host('bob', 1), { frequency: 660 })
  await befriend(alice, bob)
})
test.afterAll(() => world?.dispose())
test.afterEach(() => endCalls(alice, bob))

test('the documented relay, lent by the server: UDP for one, TLS on 443 for the other', async () => {
  const byHis = { remote: 'relay', protocol: 'udp', theirs: 'tls' } as const
  const routes = [{ local: 'reflexive', ...byHis } as const, { local: 'relay', ...byHis } as const]
  await callAndHear('docs/turn.md', alice, bob, ...routes)
})

test('its own test in the app says green for what is open', async () => {
  await tincan(alice.page, ({ doctor }) => doctor.testAll())
  await expect
    .poll(() => tincan(alice.page, ({ doctor }) => doctor.state.get().status), { timeout: 12_000 })
    .toBe('done')
  const { rows, verdict } = await tincan(alice.page, ({ doctor }) => doctor.state.get())
  expect(verdict).toBe('direct-and-relay')
  const transports = rows.flatMap((row) => row.transports)
  expect(transports.map(({ transport }) => transport)).toEqual(['udp', 'tcp', 'tls'])
  for (const { status } of transports) expect(status).toBe('good')
})

test('tampered and expired credentials get nothing', async () => {
  const good = restCredentials(TURN_SECRET, 'alice')
  const later = restCredentials(TURN_SECRET, 'alice', 2 * 86_400)
  const expired = restCredentials(TURN_SECRET, 'alice', -60)
  const uri = `turn:${RELAY.ipv4}?transport=udp`
  await useServers(alice.page, [
    { uri, ...expired },
    // Another time with the password of the first: what a thief would try.
    { uri, username: later.username, secret: good.secret },
  ])
  await tincan(alice.page, ({ doctor }) => doctor.testAll())
  await expect
    .poll(() => tincan(alice.page, ({ doctor }) => doctor.state.get().status), { timeout: 12_000 })
    .toBe('done')
  const { rows } = await tincan(alice.page, ({ doctor }) => doctor.state.get())
  const own = rows.filter(({ source }) => source.kind === 'own').flatMap((row) => row.transports)
  expect(own).toHaveLength(2)
  for (const result of own) {
    expect(result).toMatchObject({ status: 'bad', fault: { kind: 'stun-error', code: 401 } })
  }
})
