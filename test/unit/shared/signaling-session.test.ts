import { beforeEach, expect, test, vi } from 'vitest'
import type { Connection } from '../../../src/shared/host.ts'
import type { Signer } from '../../../src/shared/identity/crypto.ts'
import { createCrypto } from '../../../src/shared/identity/crypto.ts'
import { authenticationStatement } from '../../../src/shared/identity/statements.ts'
import { DeviceId, UserName } from '../../../src/shared/ids.ts'
import { Proof, type Welcome } from '../../../src/shared/protocol/signaling-events.ts'
import { PROTOCOL_VERSION } from '../../../src/shared/protocol/version.ts'
import {
  createSignalingSession,
  type SignalingSession,
} from '../../../src/shared/signaling/signaling-session.ts'
import { createFakeNetwork, type FakeSocket } from '../../fakes/fake-socket.ts'
import { makeSigner } from '../../fakes/people.ts'
import { createVirtualClock, settle } from '../../fakes/virtual-clock.ts'

const origin = 'https://call.example.org'
const challenge = { protocol: PROTOCOL_VERSION, nonce: 'n'.repeat(43), origin, registration: 'open' }
const welcome = { name: 'alice', registered: false, roster: [], missed: [], ringing: [], notices: [] }
const device = DeviceId.parse('11111111-1111-4111-8111-111111111111')

let signer: Signer
beforeEach(async () => {
  signer = await makeSigner()
})

function setUp(answers: Record<string, unknown> = {}) {
  const clock = createVirtualClock()
  const network = createFakeNetwork(
    (event) => ({ 'auth.prove': { ok: true, value: welcome }, ...answers })[event],
  )
  const welcomes: Welcome[] = []
  const events: unknown[] = []
  const session: SignalingSession = createSignalingSession({
    openSocket: network.openSocket,
    clock,
    random: () => 0.5,
    client: 'desktop',
    origin,
    signer,
    proof: () => ({ name: UserName.parse('alice'), device, reach: 'contacts', calls: [] }),
    onWelcome: (value) => welcomes.push(value),
    onEvent: (event, data) => events.push([event, data]),
  })
  session.start()
  const last = (): FakeSocket => network.sockets.at(-1)!
  const goOnline = async (): Promise<void> => {
    last().accept()
    last().emit('auth.challenge', challenge)
    await vi.waitFor(() => expect(session.connection.get().status).not.toBe('connecting'), { interval: 1 })
  }
  return { clock, network, session, welcomes, events, last, goOnline }
}

test('says its protocol version at the door, proves its key and is online', async () => {
  const { session, last, goOnline, welcomes } = setUp()
  expect(session.connection.get()).toEqual({ status: 'connecting' })
  expect(last().auth).toEqual({ protocol: PROTOCOL_VERSION, client: 'desktop' })
  await goOnline()
  expect(session.connection.get()).toEqual({ status: 'online' })
  expect(welcomes).toHaveLength(1)
  const proof = Proof.parse(last().requests[0]?.input)
  const statement = authenticationStatement({ ...challenge, name: proof.name, device: proof.device })
  expect(await createCrypto(crypto.subtle).verify(proof.publicKey, proof.signature, statement)).toBe(true)
})

test('comes back by the schedule 0, 0.3, 1.2, 2.7, 4.8, 7, 7 s', async () => {
  const { clock, network, last, goOnline } = setUp()
  await goOnline()
  const waits: number[] = []
  last().drop()
  for (let attempt = 0; attempt < 7; attempt++) {
    const before = network.sockets.length
    const at = clock.now()
    while (network.sockets.length === before) clock.advance(100)
    waits.push(clock.now() - at - 100)
    last().refuse('websocket error')
  }
  expect(waits.map((ms) => Math.floor(ms / 100) * 100)).toEqual([0, 200, 1100, 2600, 4700, 6900, 6900])
})

test('a success starts the schedule anew', async () => {
  const { clock, network, last, goOnline } = setUp()
  for (let failure = 0; failure < 4; failure++) {
    last().refuse('websocket error')
    clock.advance(8000)
  }
  await goOnline()
  const before = network.sockets.length
  last().drop()
  clock.advance(0)
  expect(network.sockets).toHaveLength(before + 1)
})

test.each([
  ['another origin', { ...challenge, origin: 'https://evil.example' }, 'server-untrusted'],
  ['another protocol version', { ...challenge, protocol: PROTOCOL_VERSION + 1 }, 'server-protocol-version'],
])('a challenge with %s is refused and never signed', async (_case, bad, code) => {
  const { clock, network, session, last } = setUp()
  last().accept()
  last().emit('auth.challenge', bad)
  await settle()
  expect(session.connection.get()).toMatchObject({ status: 'refused', error: { code } })
  expect(last().requests).toEqual([])
  clock.advance(60_000)
  expect(network.sockets).toHaveLength(1)
})

test('a server that never says hello is not a Tincan server', async () => {
  const { clock, session, last } = setUp()
  const states: Connection[] = []
  session.connection.subscribe(() => states.push(session.connection.get()))
  last().accept()
  clock.advance(10_000)
  expect(states[0]).toMatchObject({ status: 'offline', error: { code: 'server-not-tincan' } })
})

test('a refusal at the door because of the protocol version is final', () => {
  const { session, last } = setUp()
  last().refuse('protocol-version')
  expect(session.connection.get()).toMatchObject({
    status: 'refused',
    error: { code: 'server-protocol-version' },
  })
})

test('a taken name is final until the person tries again', async () => {
  const { network, session, clock, goOnline } = setUp({
    'auth.prove': { ok: false, error: { code: 'name-taken' } },
  })
  await goOnline()
  expect(session.connection.get()).toMatchObject({ status: 'refused', error: { code: 'name-taken' } })
  clock.advance(60_000)
  expect(network.sockets).toHaveLength(1)
  session.retryNow()
  expect(network.sockets).toHaveLength(2)
})

test('a second window of the same device does not fight with the first', async () => {
  const { network, session, clock, goOnline, last } = setUp()
  await goOnline()
  last().emit('server.closing', { reason: 'replaced' })
  expect(session.connection.get()).toMatchObject({ status: 'refused', error: { code: 'profile-in-use' } })
  clock.advance(60_000)
  expect(network.sockets).toHaveLength(1)
})

test('malformed and unknown messages of a server are dropped, good ones arrive', async () => {
  const { events, goOnline, last } = setUp()
  await goOnline()
  last().emit('call.notice', { kind: 'expired' })
  last().emit('call.deliver', 'junk')
  last().emit('no.such.event', {})
  last().emit('toString', {})
  const notice = { kind: 'expired', callId: '6f9619ff-8b86-4d01-b42d-00cf4fc964ff' }
  last().emit('call.notice', { ...notice, surplus: 1 })
  expect(events).toEqual([['call.notice', notice]])
})

test('a request gives the parsed answer, the error of the server, or a clear failure of the way', async () => {
  const entry = { name: 'bob', publicKey: 'A'.repeat(43) }
  const { session, goOnline, last } = setUp({
    'directory.lookup': { ok: true, value: entry },
    'contact.request': { ok: false, error: { code: 'name-unknown' } },
    'contact.remove': { ok: true, value: 7 },
    'reach.set': 'nonsense',
  })
  const name = UserName.parse('bob')
  expect(await session.request('directory.lookup', { name })).toMatchObject({
    error: { code: 'not-connected' },
  })
  await goOnline()
  expect(await session.request('directory.lookup', { name })).toEqual({ ok: true, value: entry })
  expect(await session.request('contact.request', { name })).toMatchObject({
    error: { code: 'name-unknown' },
  })
  expect(await session.request('contact.remove', { name })).toMatchObject({ error: { code: 'server-error' } })
  expect(await session.request('reach.set', { reach: 'nobody' })).toMatchObject({
    error: { code: 'server-error' },
  })
  expect(await session.request('missed.seen', { callIds: [] })).toMatchObject({
    error: { code: 'server-timeout' },
  })
  last().drop()
  expect(await session.request('directory.lookup', { name })).toMatchObject({
    error: { code: 'not-connected' },
  })
})

test('after stop nothing dials any more', async () => {
  const { clock, network, session, goOnline, last } = setUp()
  await goOnline()
  session.stop()
  last().drop()
  clock.advance(600_000)
  expect(network.sockets).toHaveLength(1)
  expect(clock.pending).toBe(0)
})

test('an attempt that hangs on the network of before is begun anew, one that has just begun is not', () => {
  const { clock, network, session } = setUp()
  session.retryNow()
  expect(network.sockets).toHaveLength(1)
  clock.advance(2_000)
  session.retryNow()
  expect(network.sockets).toHaveLength(2)
  expect(session.connection.get()).toEqual({ status: 'connecting' })
  session.retryNow()
  expect(network.sockets).toHaveLength(2)
})
