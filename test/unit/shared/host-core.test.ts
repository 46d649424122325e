import { beforeEach, expect, test, vi } from 'vitest'
import type { IncomingMessage } from '../../../src/shared/call/phone.ts'
import { createHostCore, type HostCore } from '../../../src/shared/host-core.ts'
import { StorageError } from '../../../src/shared/host-ports.ts'
import type { HostState } from '../../../src/shared/host.ts'
import { createCrypto, type Signer } from '../../../src/shared/identity/crypto.ts'
import { callStatement } from '../../../src/shared/identity/statements.ts'
import { CallId, DeviceId, UserName } from '../../../src/shared/ids.ts'
import { CallMessage, type SignedCallMessage } from '../../../src/shared/protocol/call-message.ts'
import { PROTOCOL_VERSION } from '../../../src/shared/protocol/version.ts'
import { createFakeNetwork } from '../../fakes/fake-socket.ts'
import { createMemorySecrets } from '../../fakes/memory-secrets.ts'
import { createMemoryStore } from '../../fakes/memory-store.ts'
import { makeSigner } from '../../fakes/people.ts'
import { createVirtualClock } from '../../fakes/virtual-clock.ts'

const alice = UserName.parse('alice')
const bob = UserName.parse('bob')
const callId = CallId.parse('6f9619ff-8b86-4d01-b42d-00cf4fc964ff')
const bobsDevice = DeviceId.parse('22222222-2222-4222-8222-222222222222')
const origin = 'http://127.0.0.1:7480'

let me: Signer
let bobKey: Signer
let mallory: Signer
beforeEach(async () => {
  ;[me, bobKey, mallory] = await Promise.all([makeSigner(), makeSigner(), makeSigner()])
})

async function setUp(options: { answers?: Record<string, unknown>; welcome?: object } = {}) {
  const answers: Record<string, unknown> = {
    'auth.prove': {
      ok: true,
      value: {
        name: 'alice',
        registered: true,
        roster: [],
        missed: [],
        ringing: [],
        notices: [],
        ...options.welcome,
      },
    },
    'directory.lookup': { ok: true, value: { name: 'bob', publicKey: bobKey.publicKey } },
    'contact.request': { ok: true, value: rosterEntry('outgoing', null) },
    'contact.remove': { ok: true, value: {} },
    'contact.block': { ok: true, value: {} },
    'reach.set': { ok: true, value: {} },
    'missed.seen': { ok: true, value: {} },
    'turn.credentials': { ok: true, value: null },
    ...options.answers,
  }
  const network = createFakeNetwork((event) => answers[event])
  const clock = createVirtualClock()
  const data = createMemoryStore()
  const parts = {
    data,
    keys: { signer: async () => me, protection: 'os' as const },
    secrets: createMemorySecrets(),
    sockets: null,
    openSocket: network.openSocket,
    crypto: createCrypto(crypto.subtle),
    clock,
    random: () => 0.5,
    uuid: () => crypto.randomUUID(),
    client: 'desktop' as const,
    version: '1',
    warnings: [],
  }
  const core = await createHostCore(parts)
  const server = () => network.sockets.at(-1)!
  const connect = async (): Promise<void> => {
    const before = network.sockets.length
    const created = core.account.create({ name: 'alice', server: '127.0.0.1' })
    await vi.waitFor(() => expect(network.sockets.length).toBeGreaterThan(before), { interval: 1 })
    server().accept()
    server().emit('auth.challenge', {
      protocol: PROTOCOL_VERSION,
      nonce: 'n'.repeat(43),
      origin,
      registration: 'open',
    })
    expect(await created).toEqual({ ok: true, value: null })
  }
  const until = (look: (state: HostState) => void): Promise<void> =>
    vi.waitFor(async () => look(await core.state()), { interval: 1 })
  return { core, data, parts, network, server, connect, until, answers }
}

function rosterEntry(consent: string, online: boolean | null, key = bobKey.publicKey): object {
  return { name: 'bob', publicKey: key, consent, blocked: false, online }
}

async function signedBy(signer: Signer, change: Partial<CallMessage> = {}): Promise<SignedCallMessage> {
  const message = CallMessage.parse({
    callId,
    from: { name: bob, device: bobsDevice },
    to: { name: alice, device: null },
    seq: 0,
    body: { kind: 'invite', preconnect: true },
    ...change,
  })
  return { message, publicKey: signer.publicKey, signature: await signer.sign(callStatement(message)) }
}

function collect(core: HostCore) {
  const messages: IncomingMessage[] = []
  const tampered: unknown[] = []
  core.calls.onMessage((message) => messages.push(message))
  core.calls.onTampered((event) => tampered.push(event))
  return { messages, tampered }
}

test.each([
  [{ name: '', server: 'x.org' }, 'name-invalid'],
  [{ name: 'a@b', server: 'x.org' }, 'name-invalid'],
  [{ name: 'alice', server: 'ftp://x' }, 'server-address-invalid'],
])('an account with %j is refused by %s before anything is dialled', async (input, code) => {
  const { core, network } = await setUp()
  expect(await core.account.create(input)).toMatchObject({ ok: false, error: { code } })
  expect(network.sockets).toEqual([])
})

test('a server that is not there leaves no account behind', async () => {
  const { core, network, data } = await setUp()
  const created = core.account.create({ name: 'alice', server: '127.0.0.1' })
  await vi.waitFor(() => expect(network.sockets).toHaveLength(1), { interval: 1 })
  network.sockets[0]!.refuse('websocket error')
  expect(await created).toMatchObject({ ok: false, error: { code: 'server-unreachable' } })
  expect((await core.state()).account).toBeNull()
  expect(await data.profile()).toBeNull()
})

test('a key that cannot be read is said, and no new one takes its place', async () => {
  const { parts } = await setUp()
  const core = await createHostCore({
    ...parts,
    keys: { signer: () => Promise.reject(new Error('locked')), protection: 'os' },
  })
  const outcome = await core.account.create({ name: 'alice', server: '127.0.0.1' })
  expect(outcome).toMatchObject({ ok: false, error: { code: 'secrets-unreadable' } })
})

test('an account is kept: the next start connects with the same device', async () => {
  const { core, parts, network, connect } = await setUp()
  await connect()
  const { account } = await core.state()
  core.close()
  const again = await createHostCore(parts)
  expect(network.sockets).toHaveLength(2)
  expect((await again.state()).account).toEqual(account)
})

test('adding a contact pins the key that the server names', async () => {
  const { core, connect, data } = await setUp()
  await connect()
  expect(await core.contacts.add('bob')).toEqual({ ok: true, value: null })
  expect((await core.state()).contacts).toMatchObject([
    { name: 'bob', publicKey: bobKey.publicKey, consent: 'outgoing' },
  ])
  expect(await data.contacts()).toHaveLength(1)
})

test.each([
  ['Alice', 'name-is-own'],
  ['b@b', 'name-invalid'],
])('adding %s fails with %s', async (name, code) => {
  const { core, connect } = await setUp()
  await connect()
  expect(await core.contacts.add(name)).toMatchObject({ ok: false, error: { code } })
})

test('adding an unknown name says so', async () => {
  const { core, connect } = await setUp({
    answers: { 'contact.request': { ok: false, error: { code: 'name-unknown' } } },
  })
  await connect()
  expect(await core.contacts.add('nobody')).toMatchObject({ ok: false, error: { code: 'name-unknown' } })
})

test('a request of somebody appears by itself, and presence follows the server', async () => {
  const { server, connect, until } = await setUp()
  await connect()
  server().emit('roster.changed', rosterEntry('incoming', null))
  await until(({ contacts }) =>
    expect(contacts).toMatchObject([{ name: 'bob', consent: 'incoming', online: null }]),
  )
  server().emit('roster.changed', rosterEntry('mutual', true))
  await until(({ contacts }) => expect(contacts).toMatchObject([{ consent: 'mutual', online: true }]))
  server().drop()
  await until(({ contacts }) => expect(contacts).toMatchObject([{ consent: 'mutual', online: null }]))
})

test('a changed key is shown, stops calls, and is taken only by decision', async () => {
  const { core, server, connect, until } = await setUp({ welcome: { roster: [rosterEntry('mutual', true)] } })
  await connect()
  await until(({ contacts }) => expect(contacts).toHaveLength(1))
  await core.contacts.update(bob, { verified: true })
  server().emit('roster.changed', rosterEntry('mutual', true, mallory.publicKey))
  await until(({ contacts }) =>
    expect(contacts).toMatchObject([{ publicKey: bobKey.publicKey, offeredKey: mallory.publicKey }]),
  )
  expect(await core.calls.prepare('bob')).toMatchObject({ ok: false, error: { code: 'key-changed' } })
  await core.contacts.trustKey(bob)
  expect((await core.state()).contacts).toMatchObject([
    { publicKey: mallory.publicKey, offeredKey: null, verified: false },
  ])
  expect(await core.calls.prepare('bob')).toEqual({ ok: true, value: { name: 'bob', accepted: true } })
})

test('an invite signed by a contact reaches the screen, in the order of arrival and with its age', async () => {
  const { core, server, connect, until } = await setUp({ welcome: { roster: [rosterEntry('mutual', true)] } })
  await connect()
  await until(({ contacts }) => expect(contacts).toHaveLength(1))
  const { messages } = collect(core)
  for (let seq = 0; seq < 5; seq++) {
    server().emit('call.deliver', { signed: await signedBy(bobKey, { seq }), ageMs: 7 })
  }
  await vi.waitFor(() => expect(messages).toHaveLength(5), { interval: 1 })
  expect(messages.map((message) => message.signed.message.seq)).toEqual([0, 1, 2, 3, 4])
  expect(messages[0]).toMatchObject({ ageMs: 7, relation: { accepted: true, blocked: false } })
})

test('a ring that comes before the screen is there waits for it', async () => {
  const { core, server, connect } = await setUp({
    welcome: { ringing: [{ signed: await signedBy(bobKey), ageMs: 1 }] },
  })
  await connect()
  // The host looked the stranger up, so the message was checked; nobody listened yet.
  await vi.waitFor(() => expect(server().requests.at(-1)?.event).toBe('directory.lookup'), { interval: 1 })
  const { messages } = collect(core)
  await vi.waitFor(() => expect(messages).toHaveLength(1), { interval: 1 })
})

test.each<[string, () => Promise<SignedCallMessage>, string]>([
  [
    'altered on the way',
    async () => {
      const signed = await signedBy(bobKey, {
        body: { kind: 'description', negotiation: 0, type: 'offer', sdp: 'a=fingerprint:sha-256 AA' },
      })
      const text = JSON.stringify(signed).replace('sha-256 AA', 'sha-256 BB')
      return JSON.parse(text) as SignedCallMessage
    },
    'signature',
  ],
  ['signed by another in his name', async () => signedBy(mallory), 'key-changed'],
  [
    'signed by another and shown with his key',
    async () => ({ ...(await signedBy(mallory)), publicKey: bobKey.publicKey }),
    'signature',
  ],
  [
    'meant for somebody else',
    async () => signedBy(bobKey, { to: { name: UserName.parse('carol'), device: null } }),
    'signature',
  ],
  [
    'of an old call shown as one of this call',
    async () => {
      const old = await signedBy(bobKey, { callId: CallId.parse(crypto.randomUUID()) })
      return { ...old, message: { ...old.message, callId } }
    },
    'signature',
  ],
])('a message %s is refused and told', async (_case, make, reason) => {
  const { core, server, connect, until } = await setUp({ welcome: { roster: [rosterEntry('mutual', true)] } })
  await connect()
  await until(({ contacts }) => expect(contacts).toHaveLength(1))
  const { messages, tampered } = collect(core)
  server().emit('call.deliver', { signed: await make(), ageMs: 0 })
  await vi.waitFor(() => expect(tampered).toEqual([{ callId, from: 'bob', reason }]), { interval: 1 })
  expect(messages).toEqual([])
})

test("a key that signs in a contact's name is offered for a decision", async () => {
  const { server, connect, until } = await setUp({ welcome: { roster: [rosterEntry('mutual', true)] } })
  await connect()
  await until(({ contacts }) => expect(contacts).toHaveLength(1))
  server().emit('call.deliver', { signed: await signedBy(mallory), ageMs: 0 })
  await until(({ contacts }) => expect(contacts).toMatchObject([{ offeredKey: mallory.publicKey }]))
})

test('a stranger is pinned at the first message, without pre-connect', async () => {
  const { core, server, connect } = await setUp()
  await connect()
  const { messages, tampered } = collect(core)
  server().emit('call.deliver', { signed: await signedBy(bobKey), ageMs: 0 })
  await vi.waitFor(() => expect(messages).toHaveLength(1), { interval: 1 })
  expect(messages[0]?.relation).toEqual({ accepted: false, blocked: false })
  server().emit('call.deliver', { signed: await signedBy(mallory, { seq: 1 }), ageMs: 0 })
  await vi.waitFor(() => expect(tampered).toHaveLength(1), { interval: 1 })
})

test('missed calls of the server become history once, and it may forget them', async () => {
  const missed = { callId, from: 'bob', publicKey: bobKey.publicKey, at: 5 }
  const { core, server, connect, until } = await setUp({ welcome: { missed: [missed] } })
  await connect()
  await until(({ history }) =>
    expect(history).toMatchObject([{ callId, peer: 'bob', outcome: 'missed', seen: false }]),
  )
  server().emit('missed.added', missed)
  await vi.waitFor(() =>
    expect(server().requests.filter((request) => request.event === 'missed.seen')).toHaveLength(2),
  )
  expect((await core.state()).history).toHaveLength(1)
  await core.history.markSeen()
  expect((await core.state()).history).toMatchObject([{ seen: true }])
})

test('everyone may ring until there is a first contact; the server is told of the change', async () => {
  const { server, connect } = await setUp()
  await connect()
  expect(server().requests[0]?.input).toMatchObject({ reach: 'everyone' })
  server().emit('roster.changed', rosterEntry('mutual', true))
  await vi.waitFor(() =>
    expect(server().requests.at(-1)).toEqual({ event: 'reach.set', input: { reach: 'contacts' } }),
  )
})

test('a full disk is told, and nothing that was shown is lost', async () => {
  const { core, data, connect } = await setUp()
  await connect()
  data.isFull = true
  expect(await core.settings.update({ theme: 'dark' })).toMatchObject({
    ok: false,
    error: { code: 'storage-full' },
  })
  const entry = {
    callId,
    peer: bob,
    direction: 'outgoing' as const,
    outcome: 'answered' as const,
    startedAt: 1,
    durationMs: 2,
    reason: null,
    note: null,
    seen: true,
  }
  expect(await core.history.record(entry)).toMatchObject({ ok: false, error: { code: 'storage-full' } })
  const state = await core.state()
  expect(state.settings.theme).toBe('system')
  expect(state.history).toEqual([entry])
  expect(state.warnings).toMatchObject([{ id: 'storage-full' }])
  await core.warnings.dismiss('storage-full')
  expect((await core.state()).warnings).toEqual([])
})

test('what was signed here verifies there', async () => {
  const { core, connect } = await setUp()
  await connect()
  const { account } = await core.state()
  const message = CallMessage.parse({
    callId,
    from: { name: alice, device: account!.device },
    to: { name: bob, device: bobsDevice },
    seq: 0,
    body: { kind: 'accept' },
  })
  const signed = await core.calls.sign(message)
  expect(signed.ok).toBe(true)
  if (!signed.ok) return
  const { signature } = signed.value
  expect(await createCrypto(crypto.subtle).verify(me.publicKey, signature, callStatement(message))).toBe(true)
})

test('when the screen is gone, the other side of each live call is told by a signed message', async () => {
  const { core, connect, server, parts, answers } = await setUp()
  await connect()
  answers['call.send'] = { ok: true, value: { devices: 1 } }
  const peer = { name: bob, device: bobsDevice }
  const ringing = CallId.parse('00000000-0000-4000-8000-000000000001')
  await core.calls.setClaims([
    { callId, peer, phase: 'active' },
    { callId: ringing, peer, phase: 'ringing-in' },
  ])
  await core.abandonCalls()
  await core.abandonCalls()
  const sent = server().requests.filter(({ event }) => event === 'call.send')
  expect(sent).toHaveLength(1)
  const { message, signature } = sent[0]!.input as SignedCallMessage
  expect(message).toMatchObject({ callId, to: peer, body: { kind: 'hangup', reason: 'app-closed' } })
  expect(CallMessage.safeParse(message).success).toBe(true)
  expect(await parts.crypto.verify(me.publicKey, signature, callStatement(message))).toBe(true)
})

test('a disk that does not take a new key is named, and not taken for a key that cannot be read', async () => {
  const { parts } = await setUp()
  const signer = (): Promise<Signer> => Promise.reject(new StorageError('storage-full', 'no space left'))
  const core = await createHostCore({ ...parts, keys: { signer, protection: 'os' } })
  const created = await core.account.create({ name: 'alice', server: '127.0.0.1' })
  expect(created).toMatchObject({ ok: false, error: { code: 'storage-full' } })
})

const lent = (username: string): object => ({
  ok: true,
  value: { urls: ['turns:turn.example'], username, credential: 'c', ttlSeconds: 600 },
})
const usernames = async (core: HostCore, fresh = false): Promise<unknown> => {
  const answer = await core.calls.iceConfiguration('relay', fresh)
  return answer.ok ? answer.value.iceServers.map(({ username }) => username) : answer.error.code
}

test('an ICE restart gets new credentials, a call takes those at hand, and overdue ones are never used', async () => {
  const { core, answers, connect, parts, until } = await setUp({ answers: { 'turn.credentials': lent('1') } })
  await connect()
  await until(() => {})
  expect(await usernames(core)).toEqual(['1'])
  answers['turn.credentials'] = lent('2')
  expect(await usernames(core)).toEqual(['1'])
  expect(await usernames(core, true)).toEqual(['2'])
  answers['turn.credentials'] = lent('3')
  parts.clock.sleep(601_000)
  expect(await usernames(core)).toEqual(['3'])
})

test('what one server lent is not taken to another', async () => {
  const { core, answers, connect } = await setUp({ answers: { 'turn.credentials': lent('1') } })
  await connect()
  expect(await usernames(core)).toEqual(['1'])
  answers['turn.credentials'] = { ok: false, error: { code: 'bad-request' } }
  void core.account.create({ name: 'alice', server: 'other.example' })
  await vi.waitFor(async () => expect((await core.state()).account?.server).toBe('https://other.example'))
  expect(await usernames(core)).toBe('relay-missing')
})

test.each([
  ['a user name that no browser takes', { username: 'u'.repeat(509) }],
  ['no password', { credential: '' }],
  ['an end that is past', { ttlSeconds: 0 }],
])('a loan with %s does not spoil the connections over other relays', async (_case, change) => {
  const value = { urls: ['turn:turn.example'], username: 'u', credential: 'c', ttlSeconds: 600, ...change }
  const { core, connect } = await setUp({ answers: { 'turn.credentials': { ok: true, value } } })
  await connect()
  expect(await usernames(core)).toBe('relay-missing')
})

test('a core that is closed leaves no timer behind', async () => {
  const { core, connect, parts } = await setUp({ answers: { 'turn.credentials': lent('1') } })
  await connect()
  expect(await usernames(core)).toEqual(['1'])
  core.close()
  expect(parts.clock.pending).toBe(0)
})

test('two changes of the settings at once are both kept', async () => {
  const { core, data } = await setUp()
  await Promise.all([core.settings.update({ theme: 'dark' }), core.settings.update({ language: 'ko' })])
  expect(await data.settings()).toMatchObject({ theme: 'dark', language: 'ko' })
})

test.each([
  ['proxy-password', 'proxy-password'],
  ['proxy-unreachable', 'proxy-unreachable'],
  ['too-many-connections', 'server-rejected'],
  ['websocket error', 'server-unreachable'],
])('a look at a server that fails by %s says %s', async (message, code) => {
  const { core, network } = await setUp()
  const looked = core.account.probe('call.example')
  network.sockets[0]!.refuse(message)
  expect(await looked).toMatchObject({ ok: false, error: { code } })
})

test('two changes of one contact at once are both kept', async () => {
  const { core, data, connect } = await setUp({ welcome: { roster: [rosterEntry('mutual', true)] } })
  await connect()
  await vi.waitFor(async () => expect((await core.state()).contacts).toHaveLength(1))
  await Promise.all([
    core.contacts.update(bob, { nickname: 'Bobby' }),
    core.contacts.update(bob, { iceTransportPolicy: 'relay' }),
  ])
  expect(await data.contacts()).toMatchObject([{ nickname: 'Bobby', iceTransportPolicy: 'relay' }])
})
