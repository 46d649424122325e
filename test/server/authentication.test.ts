import { once } from 'node:events'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import {
  AUTHENTICATION_TIMEOUT_MS,
  MAX_MESSAGE_BYTES,
  PROTOCOL_VERSION,
} from '../../src/shared/protocol/version.ts'
import { CLIENT_EVENTS } from '../../src/shared/protocol/signaling-events.ts'
import { makeSigner } from '../fakes/people.ts'
import { createVirtualClock } from '../fakes/virtual-clock.ts'
import { startTestServer, type TestServer, type TestServerOptions } from '../support/server.ts'
import { ask, challenged, closeAll, dial, join, newDevice, proofFor } from './client.ts'

let server: TestServer
const restart = async (options: TestServerOptions): Promise<void> => {
  await server.dispose()
  server = await startTestServer(options)
}
beforeEach(async () => {
  server = await startTestServer()
})
afterEach(async () => {
  closeAll()
  await server.dispose()
})

/** The connect error of a dialled socket. */
async function refusal(auth: object): Promise<string> {
  const socket = dial(server.origin, auth)
  const error = once(socket as never, 'connect_error') as Promise<[Error]>
  socket.connect()
  return (await error)[0].message
}

const attempt = async (change: object = {}, name = 'alice') => {
  const { socket, challenge } = await challenged(server.origin)
  const signer = await makeSigner()
  const proof = await proofFor(challenge, { name, signer, device: newDevice() })
  return ask(socket, 'auth.prove', { ...proof, ...change })
}

describe('the door', () => {
  test('another protocol version is refused by name', async () => {
    expect(await refusal({ protocol: PROTOCOL_VERSION + 1, client: 'bot' })).toBe('protocol-version')
    expect(await refusal({})).toBe('protocol-version')
  })

  test('one address has so many connections and no more', async () => {
    await restart({ limits: { connectionsPerAddress: 2 } })
    await join(server.origin, { name: 'a' })
    const second = await join(server.origin, { name: 'b' })
    expect(await refusal({ protocol: PROTOCOL_VERSION, client: 'bot' })).toBe('too-many-connections')
    second.close()
    await vi.waitFor(async () => expect((await join(server.origin, { name: 'c' })).welcome.name).toBe('c'))
  })

  test('who does not authenticate in 10 s has to go, and is told why', async () => {
    const clock = createVirtualClock()
    await restart({ clock })
    const { socket } = await challenged(server.origin)
    const closing = once(socket as never, 'server.closing')
    const gone = once(socket as never, 'disconnect')
    clock.advance(AUTHENTICATION_TIMEOUT_MS)
    expect(await closing).toEqual([{ reason: 'authentication-timeout' }])
    await gone
  })

  test.each(Object.keys(CLIENT_EVENTS).filter((event) => event !== 'auth.prove'))(
    '%s does nothing before authentication',
    async (event) => {
      const { socket } = await challenged(server.origin)
      expect(await ask(socket, event, {})).toMatchObject({
        ok: false,
        error: { code: 'authentication-failed' },
      })
    },
  )

  test('an oversized message ends its connection, and only that', async () => {
    const other = await join(server.origin, { name: 'other' })
    const big = await join(server.origin, { name: 'big' })
    const gone = once(big.socket as never, 'disconnect')
    big.socket.emit('contact.request', { name: 'x'.repeat(MAX_MESSAGE_BYTES + 1) })
    await gone
    expect(await other.ask('missed.seen', { callIds: [] })).toMatchObject({ ok: true })
  })

  test('too many requests are refused, and a flood ends the connection', async () => {
    await restart({ limits: { requestBurst: 5, requestsPerSecond: 1, refusalsBeforeClose: 20 } })
    const alice = await join(server.origin, { name: 'alice' })
    const gone = once(alice.socket as never, 'disconnect')
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => alice.ask('missed.seen', { callIds: [] })),
    )
    expect(answers.map((answer) => answer.error?.code ?? 'ok').slice(-3)).toEqual(
      Array(3).fill('rate-limited'),
    )
    for (let i = 0; i < 30; i++) alice.socket.emit('missed.seen', { callIds: [] }, () => {})
    await gone
    expect(alice.heard).toContainEqual({ event: 'server.closing', data: { reason: 'abuse' } })
  })
})

describe('names and keys', () => {
  test('the first use of a name registers it, the second only knows it again', async () => {
    const first = await join(server.origin, { name: 'alice' })
    expect(first.welcome).toMatchObject({ name: 'alice', registered: true, roster: [], missed: [] })
    first.close()
    const again = await join(server.origin, { name: 'Alice', signer: first.signer })
    expect(again.welcome).toMatchObject({ name: 'alice', registered: false })
  })

  test('a name that another key has is taken, however it is written', async () => {
    await join(server.origin, { name: 'Straße' })
    expect(await attempt({}, 'STRASSE')).toMatchObject({ ok: false, error: { code: 'name-taken' } })
  })

  test("nobody can have the test contact's name", async () => {
    expect(await attempt({}, 'echo')).toMatchObject({ ok: false, error: { code: 'name-taken' } })
  })

  test('names of every script are names', async () => {
    for (const name of ['이민수', 'Дмитрий', 'ليلى']) {
      expect((await join(server.origin, { name })).welcome.name).toBe(name)
    }
  })

  test('a name outlives the server', async () => {
    await join(server.origin, { name: 'alice' })
    await server.stop()
    await server.start()
    expect(await attempt()).toMatchObject({ ok: false, error: { code: 'name-taken' } })
  })

  test.each([
    ['another key', async () => ({ publicKey: (await makeSigner()).publicKey })],
    ['another device', async () => ({ device: newDevice() })],
    ['another name', async () => ({ name: 'mallory' })],
  ])('a proof shown with %s fails', async (_case, change) => {
    expect(await attempt(await change())).toMatchObject({
      ok: false,
      error: { code: 'authentication-failed' },
    })
  })

  test('a proof for one connection is worth nothing on another', async () => {
    const signer = await makeSigner()
    const device = newDevice()
    const first = await challenged(server.origin)
    const proof = await proofFor(first.challenge, { name: 'alice', signer, device })
    const second = await challenged(server.origin)
    expect(await ask(second.socket, 'auth.prove', proof)).toMatchObject({
      error: { code: 'authentication-failed' },
    })
  })

  test('a proof for another server is worth nothing here', async () => {
    await restart({ publicUrl: 'https://call.example.org' })
    const { socket, challenge } = await challenged(server.origin)
    expect(challenge.origin).toBe('https://call.example.org')
    const elsewhere = { ...challenge, origin: 'https://other.example.org' }
    const proof = await proofFor(elsewhere, {
      name: 'alice',
      signer: await makeSigner(),
      device: newDevice(),
    })
    expect(await ask(socket, 'auth.prove', proof)).toMatchObject({ error: { code: 'authentication-failed' } })
  })

  test('a challenge takes one answer', async () => {
    const { socket, challenge } = await challenged(server.origin)
    const proof = await proofFor(challenge, {
      name: 'alice',
      signer: await makeSigner(),
      device: newDevice(),
    })
    await ask(socket, 'auth.prove', { ...proof, device: newDevice() })
    expect(await ask(socket, 'auth.prove', proof)).toMatchObject({
      ok: false,
      error: { code: 'bad-request' },
    })
  })

  test('closed registration lets in who is known already', async () => {
    const known = await join(server.origin, { name: 'alice' })
    await server.dispose()
    server = await startTestServer({ registration: 'closed' })
    expect(await attempt()).toMatchObject({ ok: false, error: { code: 'registration-closed' } })
    known.close()
  })

  test('by invitation: the right code, and no other', async () => {
    await restart({ registration: 'invite', inviteCodes: ['sesame'] })
    for (const change of [{}, { inviteCode: '' }, { inviteCode: 'simsim' }]) {
      expect(await attempt(change)).toMatchObject({ ok: false, error: { code: 'invite-code-wrong' } })
    }
    expect(await attempt({ inviteCode: 'sesame' })).toMatchObject({ ok: true })
  })

  test('a newer connection of the same device takes the place of the older', async () => {
    const device = newDevice()
    const first = await join(server.origin, { name: 'alice', device })
    const gone = once(first.socket as never, 'disconnect')
    await join(server.origin, { name: 'alice', device, signer: first.signer })
    await gone
    expect(first.heard).toContainEqual({ event: 'server.closing', data: { reason: 'replaced' } })
  })
})

describe('malformed input', () => {
  const JUNK: unknown[] = [
    undefined,
    null,
    7,
    'text',
    [],
    {},
    { name: 5 },
    { name: '' },
    { name: 'a\u0000b' },
    { name: 'x'.repeat(300) },
  ]

  const isObject = (junk: unknown): boolean =>
    typeof junk === 'object' && junk !== null && !Array.isArray(junk)
  // These two ask for nothing, so that any object will do.
  const ASK_NOTHING = new Set(['turn.credentials', 'alive'])
  test.each(Object.keys(CLIENT_EVENTS).filter((event) => event !== 'auth.prove'))(
    '%s refuses junk and lives',
    async (event) => {
      const alice = await join(server.origin, { name: 'alice' })
      for (const junk of JUNK) {
        if (ASK_NOTHING.has(event) && isObject(junk)) continue
        const answer = await alice.ask(event, junk)
        expect(answer, JSON.stringify(junk)).toMatchObject({ ok: false, error: { code: 'bad-request' } })
      }
      expect(await alice.ask('missed.seen', { callIds: [] })).toMatchObject({ ok: true })
    },
  )

  test('unknown events are answered with an error', async () => {
    const alice = await join(server.origin, { name: 'alice' })
    for (const event of ['no.such', 'toString', '__proto__', 'constructor']) {
      expect(await alice.ask(event, {})).toMatchObject({ ok: false, error: { code: 'bad-request' } })
    }
  })

  test('a request without an ack is no reason to fall', async () => {
    const alice = await join(server.origin, { name: 'alice' })
    alice.socket.emit('contact.request', { name: 'nobody' })
    alice.socket.emit('contact.request')
    expect(await alice.ask('missed.seen', { callIds: [] })).toMatchObject({ ok: true })
  })
})
