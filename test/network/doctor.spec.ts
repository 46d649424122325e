import { join } from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { sketchNetwork } from '../../src/renderer/features/diagnostics/describe-network.ts'
import type { DoctorState, TransportTest } from '../../src/renderer/media/doctor/doctor.ts'
import { tincan } from '../e2e/callers.ts'
import { whyNoLab, type Namespace } from './support/namespace.ts'
import { RELAY, SECOND_RELAY, type Home } from './support/internet.ts'
import { createWorld, useServers, type Caller, type World } from './support/world.ts'

const obstacle = whyNoLab()
test.skip(obstacle !== null, obstacle ?? '')
test.describe.configure({ mode: 'serial' })

const STUN = `stun:${RELAY.ipv4}`
const SECOND_STUN = `stun:${SECOND_RELAY.ipv4}`
/** An address at which nobody is. */
const DEAD = 'stun:203.0.113.99'
const SILENT = { status: 'bad', fault: { kind: 'no-answer' } } as const

let world: World
let dave: Caller
let erin: Caller
let home: Home
let erinsPlace: Namespace

test.beforeAll(async () => {
  world = await createWorld()
  await Promise.all([world.relay(), world.relay({ second: true })])
  dave = await world.person('dave', world.internet.publicHost('dave', 101, ['ipv4']), { frequency: 440 })
  home = world.internet.home('homea', 1, 'independent')
  erinsPlace = home.host('erin', 1)
  erin = await world.person('erin', erinsPlace, { frequency: 660 })
})
test.afterAll(() => world?.dispose())

async function testAll(page: Page): Promise<DoctorState> {
  await tincan(page, ({ doctor }) => doctor.testAll())
  const look = (): Promise<DoctorState> => tincan(page, ({ doctor }) => doctor.state.get())
  // It is done within ten seconds; the pauses between two looks must not hide that.
  const options = { timeout: 10_000, intervals: [100] }
  await expect.poll(async () => (await look()).status, options).toBe('done')
  return look()
}

const of = ({ rows }: DoctorState, uri: string): TransportTest | undefined =>
  rows.find((row) => row.uri === uri)?.transports[0]

test('a public address of its own: STUN has nothing to add, and is not called dead for that', async () => {
  await useServers(dave.page, [{ uri: STUN }])
  const state = await testAll(dave.page)
  expect(of(state, STUN)).toMatchObject({ status: 'good' })
  expect(state.verdict).toBe('direct-only')
  expect(state.findings?.nat?.ipv4).toMatchObject({ mapping: 'none', publicAddress: '203.0.113.101' })
  expect(sketchNetwork(state.findings!)).toMatchObject({
    isOnline: true,
    hasRouter: false,
    publicAddresses: ['203.0.113.101'],
  })
})

test('a dead server is told from one that has nothing to add, and from one for which there was no time', async () => {
  const dead = [
    { uri: DEAD },
    { uri: 'stun:no-such-host.invalid' },
    { uri: 'turn:203.0.113.99?transport=udp', username: 'a', secret: 'b' },
  ]
  await useServers(dave.page, dead)
  const state = await testAll(dave.page)
  for (const { uri } of dead) expect(of(state, uri)).toMatchObject(SILENT)
})

test('more servers than are asked at once: a dead one takes no time from those that work', async () => {
  const dead = Array.from({ length: 14 }, (_, n) => `stun:203.0.113.${120 + n}`)
  await useServers(
    erin.page,
    [...dead, STUN].map((uri) => ({ uri })),
  )
  const state = await testAll(erin.page)
  expect(of(state, STUN)).toMatchObject({ status: 'good' })
  for (const uri of dead) expect(of(state, uri)).toMatchObject(SILENT)
})

const STRICTNESS = [
  { nat: 'independent', mapping: 'independent', verdict: 'direct-only' },
  { nat: 'symmetric', mapping: 'dependent', verdict: 'strict-without-relay' },
] as const

for (const { nat, mapping, verdict } of STRICTNESS) {
  test(`behind a router whose mapping is ${mapping}: a page can tell, and so can the sockets of the desktop app`, async () => {
    home.configure(nat, 'open')
    await useServers(erin.page, [{ uri: STUN }, { uri: SECOND_STUN }])
    const state = await testAll(erin.page)
    const publicAddress = '203.0.113.201'
    expect(state.findings?.nat?.ipv4).toEqual({ mapping, publicAddress, answered: null })
    expect(state.verdict).toBe(verdict)
    expect(socketsTell(erinsPlace, [STUN, SECOND_STUN])).toEqual({
      ipv4: { mapping, publicAddress, answered: 2 },
      ipv6: { mapping: 'unknown', publicAddress: null, answered: 0 },
    })
  })
}

test('one server alone cannot tell how a router maps, to a page or to sockets', async () => {
  home.configure('symmetric', 'open')
  await useServers(erin.page, [{ uri: STUN }])
  const state = await testAll(erin.page)
  expect(state.findings?.nat?.ipv4.mapping).toBe('unknown')
  expect(state.verdict).toBe('direct-only')
  expect(socketsTell(erinsPlace, [STUN])).toMatchObject({ ipv4: { mapping: 'unknown', answered: 1 } })
})

test('both families apart: a public host needs no translation in either', () => {
  const urls = [RELAY, SECOND_RELAY].flatMap(({ ipv4, ipv6 }) => [`stun:${ipv4}`, `stun:[${ipv6}]`])
  expect(socketsTell(world.internet.server, urls)).toEqual({
    ipv4: { mapping: 'none', publicAddress: '203.0.113.10', answered: 2 },
    ipv6: { mapping: 'none', publicAddress: '2001:db8::10', answered: 2 },
  })
})

function socketsTell(place: Namespace, urls: readonly string[]): unknown {
  const file = join(import.meta.dirname, 'support', 'nat-probe.ts')
  const report = JSON.parse(place.run(process.execPath, file, ...urls)) as { value: unknown }
  return report.value
}
