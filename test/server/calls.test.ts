import { Writable } from 'node:stream'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { callStatement } from '../../src/shared/identity/statements.ts'
import type { CallId } from '../../src/shared/ids.ts'
import type { CallClaim } from '../../src/shared/protocol/signaling-events.ts'
import { RING_TTL_MS } from '../../src/shared/protocol/version.ts'
import { makeSigner } from '../fakes/people.ts'
import { createVirtualClock } from '../fakes/virtual-clock.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { closeAll, join, newCall, newDevice, roundTrip, type TestClient } from './client.ts'

const clock = createVirtualClock()
const logged: string[] = []
const sink = new Writable({
  write(chunk, _encoding, done) {
    logged.push(String(chunk))
    done()
  },
})

let server: TestServer
let counter = 0
beforeAll(async () => {
  server = await startTestServer({ clock, log: pino({ level: 'debug' }, sink), inviteCodes: ['open-sesame'] })
})
afterEach(closeAll)
afterAll(() => server.dispose())

const pair = async (): Promise<[TestClient, TestClient]> => {
  counter += 1
  return Promise.all([
    join(server.origin, { name: `alice ${counter}` }),
    join(server.origin, { name: `bob ${counter}`, proof: { inviteCode: 'open-sesame' } }),
  ])
}
const invite = { kind: 'invite', preconnect: true } as const
const offer = { kind: 'description', negotiation: 1, type: 'offer', sdp: 'v=0 the-secret-sdp' } as const
const delivered = (kind: string) => ({
  signed: expect.objectContaining({
    message: expect.objectContaining({ body: expect.objectContaining({ kind }) }),
  }),
})
const claim = (callId: CallId, peer: TestClient): CallClaim => ({
  callId,
  peer: { name: peer.welcome.name, device: peer.device },
  phase: 'active',
})

describe('a call', () => {
  test('goes from invite to hang-up, each message once and unchanged', async () => {
    const [alice, bob] = await pair()
    const callId = newCall()
    expect(await alice.say(callId, bob.name, invite)).toEqual({ ok: true, value: { devices: 1 } })
    await bob.hears('call.deliver', delivered('invite'))
    const toAlice = { to: { name: alice.welcome.name, device: alice.device } }
    const toBob = { to: { name: bob.welcome.name, device: bob.device } }
    await bob.say(callId, alice.name, { kind: 'ringing', preconnect: true, busy: false }, toAlice)
    await alice.hears('call.deliver', delivered('ringing'))
    await alice.say(callId, bob.name, offer, toBob)
    await bob.hears('call.deliver', delivered('description'))
    expect(await bob.say(callId, alice.name, { kind: 'accept' }, toAlice)).toMatchObject({ ok: true })
    await alice.hears('call.deliver', delivered('accept'))
    await alice.say(callId, bob.name, { kind: 'hangup', reason: 'hung-up' }, toBob)
    await bob.hears('call.deliver', delivered('hangup'))
    await roundTrip(bob)
    const kinds = bob.heard.filter(({ event }) => event === 'call.deliver')
    expect(kinds).toHaveLength(3)
  })

  test('rings every device; the first accept wins, the second is told, the others fall silent', async () => {
    const [alice, bob] = await pair()
    const phone = await join(server.origin, { name: bob.name, signer: bob.signer })
    const callId = newCall()
    expect(await alice.say(callId, bob.name, invite)).toEqual({ ok: true, value: { devices: 2 } })
    const toAlice = { to: { name: alice.welcome.name, device: alice.device } }
    expect(await phone.say(callId, alice.name, { kind: 'accept' }, toAlice)).toMatchObject({ ok: true })
    await bob.hears('call.notice', { kind: 'answered-elsewhere', callId })
    const late = await bob.say(callId, alice.name, { kind: 'accept' }, toAlice)
    expect(late).toMatchObject({ ok: false, error: { code: 'call-answered-elsewhere' } })
  })

  test('decline ends it everywhere', async () => {
    const [alice, bob] = await pair()
    const phone = await join(server.origin, { name: bob.name, signer: bob.signer })
    const callId = newCall()
    await alice.say(callId, bob.name, invite)
    await phone.say(callId, alice.name, { kind: 'decline' })
    await alice.hears('call.deliver', delivered('decline'))
    await bob.hears('call.notice', { kind: 'declined-elsewhere', callId })
    expect(await bob.say(callId, alice.name, { kind: 'accept' })).toMatchObject({
      error: { code: 'call-unknown' },
    })
  })

  test("a ring ends after 60 s of the server's clock and is a missed call", async () => {
    const [alice, bob] = await pair()
    const callId = newCall()
    await alice.say(callId, bob.name, invite)
    clock.advance(RING_TTL_MS - 1)
    await roundTrip(bob)
    expect(bob.heard.map(({ event }) => event)).not.toContain('call.notice')
    clock.advance(1)
    await bob.hears('call.notice', { kind: 'expired', callId })
    await alice.hears('call.notice', { kind: 'expired', callId })
    await bob.hears('missed.added', { callId, from: alice.name })
  })

  test('who comes online while it rings is rung, and knows since when', async () => {
    const [alice, bob] = await pair()
    bob.close()
    await expect.poll(async () => (await alice.say(newCall(), bob.name, invite)).value.devices).toBe(0)
    clock.advance(5_000)
    const again = await join(server.origin, { name: bob.name, signer: bob.signer })
    expect(again.welcome.ringing).toMatchObject([{ ageMs: 5_000 }])
  })

  test('a missed call waits for the callee across a restart of the server, until it was seen', async () => {
    const [alice, bob] = await pair()
    bob.close()
    const callId = newCall()
    await expect.poll(async () => (await alice.say(callId, bob.name, invite)).value.devices).toBe(0)
    await alice.say(callId, bob.name, { kind: 'hangup', reason: 'cancelled' })
    await server.stop()
    await server.start()
    const again = await join(server.origin, { name: bob.name, signer: bob.signer })
    expect(again.welcome.missed).toMatchObject([
      { callId, from: alice.name, publicKey: alice.signer.publicKey },
    ])
    await again.ask('missed.seen', { callIds: [callId] })
    const later = await join(server.origin, { name: bob.name, signer: bob.signer })
    expect(later.welcome.missed).toEqual([])
  })

  test('after a restart both claims make a call known again, and presence of the peer is told', async () => {
    const [alice, bob] = await pair()
    const callId = newCall()
    await server.stop()
    await server.start()
    const a = await join(server.origin, { ...alice, proof: { calls: [claim(callId, bob)] } })
    expect(
      await a.say(callId, bob.name, offer, { to: { name: bob.welcome.name, device: bob.device } }),
    ).toMatchObject({ ok: true })
    const b = await join(server.origin, { ...bob, proof: { calls: [claim(callId, alice)] } })
    await a.hears('call.notice', { kind: 'peer-online', callId })
    await b.say(callId, alice.name, offer, { to: { name: alice.welcome.name, device: alice.device } })
    await a.hears('call.deliver', delivered('description'))
    b.close()
    await a.hears('call.notice', { kind: 'peer-offline', callId })
  })

  test('a device that claims a call which is over hears so', async () => {
    const [, bob] = await pair()
    const callId = newCall()
    const claims = [{ ...claim(callId, bob), phase: 'ringing-in' as const }]
    const again = await join(server.origin, { ...bob, proof: { calls: claims } })
    expect(again.welcome.notices).toEqual([{ kind: 'gone', callId }])
  })
})

describe('forgery', () => {
  test("nobody rings in another's name or device", async () => {
    const [alice, bob] = await pair()
    for (const from of [
      { name: bob.welcome.name, device: alice.device },
      { name: alice.welcome.name, device: newDevice() },
    ]) {
      expect(await alice.say(newCall(), bob.name, invite, { from })).toMatchObject({
        error: { code: 'bad-request' },
      })
    }
  })

  test('another key, or a signature of something else, is refused', async () => {
    const [alice, bob] = await pair()
    const message = {
      callId: newCall(),
      from: { name: alice.welcome.name, device: alice.device },
      to: { name: bob.welcome.name, device: null },
      seq: 0,
      body: invite,
    }
    const mallory = await makeSigner()
    const foreign = {
      message,
      publicKey: mallory.publicKey,
      signature: await mallory.sign(callStatement(message)),
    }
    expect(await alice.ask('call.send', foreign)).toMatchObject({ error: { code: 'bad-request' } })
    const signed = await alice.sign(message)
    const altered = { ...signed, message: { ...message, seq: 1 } }
    expect(await alice.ask('call.send', altered)).toMatchObject({ error: { code: 'call-tampered' } })
    await roundTrip(bob)
    expect(bob.heard.map(({ event }) => event)).not.toContain('call.deliver')
  })

  test('a third person has no word in a call of two', async () => {
    const [alice, bob] = await pair()
    const [carol] = await pair()
    const callId = newCall()
    await alice.say(callId, bob.name, invite)
    for (const body of [{ kind: 'accept' } as const, { kind: 'hangup', reason: 'hung-up' } as const]) {
      expect(await carol.say(callId, alice.name, body)).toMatchObject({ error: { code: 'call-unknown' } })
    }
  })

  test.each([
    ['an unknown name', 'nobody at all', 'name-unknown'],
    ['oneself', null, 'name-is-own'],
  ])('an invite to %s is refused', async (_case, to, code) => {
    const [alice] = await pair()
    expect(await alice.say(newCall(), to ?? alice.name, invite)).toMatchObject({ ok: false, error: { code } })
  })
})

test('the log has one line a step, and no SDP, signature, nonce or invite code', async () => {
  logged.length = 0
  const [alice, bob] = await pair()
  const callId = newCall()
  await alice.say(callId, bob.name, invite)
  const toAlice = { to: { name: alice.welcome.name, device: alice.device } }
  await bob.say(callId, alice.name, { kind: 'accept' }, toAlice)
  await alice.say(callId, bob.name, offer, { to: { name: bob.welcome.name, device: bob.device } })
  await alice.say(
    callId,
    bob.name,
    { kind: 'hangup', reason: 'hung-up' },
    { to: { name: bob.welcome.name, device: bob.device } },
  )
  const text = logged.join('')
  for (const line of ['call rings', 'call answered', 'call ended']) {
    expect(text.split(`"msg":"${line}"`)).toHaveLength(2)
  }
  const { signature } = await alice.sign({
    callId,
    from: { name: alice.welcome.name, device: alice.device },
    to: { name: bob.welcome.name, device: null },
    seq: 0,
    body: invite,
  })
  for (const secret of ['the-secret-sdp', signature, alice.challenge.nonce, 'open-sesame'])
    expect(text).not.toContain(secret)
})
