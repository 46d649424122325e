import { beforeEach, describe, expect, test } from 'vitest'
import { NO_DEVICES } from '../../../../src/renderer/media/devices.ts'
import { alice, bob, carol, device, incoming, type From } from '../../../fakes/calls.ts'
import { settle } from '../../../fakes/virtual-clock.ts'
import { callOf, startOneSession, talkTo, type OneSession } from './one-session.ts'

const toAlice = { name: alice, device: device(1) }
const fromBob: From = { callId: callOf(1), from: { name: bob, device: device(2) }, to: toAlice }
const fromCarol: From = { callId: callOf(2), from: { name: carol, device: device(3) }, to: toAlice }

let one: OneSession
beforeEach(async () => {
  one = await startOneSession()
})

describe('what is open', () => {
  test('a ring opens a silent connection and no microphone; the accept opens it; the end closes all', async () => {
    one.hear({ kind: 'invite', preconnect: true }, fromBob)
    expect([one.microphone(), one.sound()?.kind, one.peers.length]).toEqual(['closed', 'ring', 1])
    one.peers[0]!.parts.onState('connected')
    one.session.accept(fromBob.callId)
    // In the same turn: nothing is waited for between the accept and the sound.
    expect([one.microphone(), one.sound(), one.peers[0]!.audible]).toEqual(['open', null, true])
    one.session.end(fromBob.callId)
    await settle()
    expect([one.microphone(), one.peers[0]!.isClosed, one.peers[0]!.track]).toEqual(['closed', true, null])
    expect(one.isWatchingNetwork()).toBe(false)
    expect(one.clock.pending).toBe(0)
  })

  test('the caller has its microphone attached, and silent, before the other accepts', async () => {
    const dialled = await one.session.dial('bob')
    if (!dialled.ok) throw new Error(dialled.error.code)
    const from = { ...fromBob, callId: dialled.value }
    one.hear({ kind: 'ringing', preconnect: true, busy: false }, from)
    const [peer] = one.peers
    expect([one.microphone(), peer!.track !== null, peer!.audible]).toEqual(['open', true, false])
    peer!.parts.onState('connected')
    // The accept over the control channel comes first; the server's word makes it a call.
    const accept = incoming({ kind: 'accept' }, from)
    peer!.parts.onControl(JSON.stringify(accept.signed))
    await settle()
    expect([peer!.audible, one.phases()]).toEqual([true, ['ringing-out']])
    one.hear({ kind: 'accept' }, from)
    expect([peer!.audible, one.phases()]).toEqual([true, ['active']])
    one.session.setHeld(dialled.value, true)
    expect(peer!.audible).toBe(false)
  })

  test('mute and hold silence a connection at once, and are told', async () => {
    const peer = await talkTo(one, fromBob)
    one.session.setMuted(true)
    expect(peer.audible).toBe(false)
    one.session.setMuted(false)
    one.session.setHeld(fromBob.callId, true)
    expect(peer.audible).toBe(false)
    one.session.setMuted(true)
    one.session.setHeld(fromBob.callId, false)
    expect(peer.audible).toBe(false)
    await settle()
    const told = peer.said.flatMap(({ message: { body } }) =>
      body.kind === 'media-state' ? [[body.muted, body.held]] : [],
    )
    expect(told).toEqual([
      [true, false],
      [false, false],
      [false, true],
      [true, true],
      [true, false],
    ])
  })
})

describe('what is said', () => {
  test('the hang-up takes the control channel before it closes, even if the signer is slow', async () => {
    const peer = await talkTo(one, fromBob)
    let sign = (): void => {}
    one.sign = () => new Promise((resolve) => (sign = resolve))
    one.session.end(fromBob.callId)
    await settle()
    expect([peer.isClosed, peer.track]).toEqual([false, null])
    sign()
    await settle()
    expect(peer.said.at(-1)?.message.body.kind).toBe('hangup')
    expect(peer.isClosed).toBe(true)
  })

  test('without the server a hang-up waits for it; an invite does not', async () => {
    await talkTo(one, fromBob)
    one.isOnline = false
    one.session.end(fromBob.callId)
    await one.session.dial('carol')
    await settle()
    expect(one.session.state.get().calls.at(-1)?.call).toMatchObject({
      phase: 'ended',
      reason: 'not-connected',
    })
    const before = one.sent.length
    one.isOnline = true
    one.slice({ slice: 'connection', value: { status: 'online' } })
    await settle()
    const late = one.sent.slice(before).map(({ message }) => [message.to.name, message.body.kind])
    expect(late).toContainEqual(['bob', 'hangup'])
    expect(late).not.toContainEqual(['carol', 'invite'])
  })

  test('messages over the control channel keep their order, however long each is verified', async () => {
    const peer = await talkTo(one, fromBob)
    const verified = new Map<number, () => void>()
    one.verify = ({ message }) => new Promise((resolve) => verified.set(message.seq, resolve))
    for (const [seq, muted] of [
      [501, true],
      [502, false],
    ] as const) {
      const { signed } = incoming({ kind: 'media-state', muted, held: false }, { ...fromBob, seq })
      peer.parts.onControl(JSON.stringify(signed))
    }
    await settle()
    verified.get(502)!()
    await settle()
    const isMuted = (): boolean | null => {
      const call = one.session.state.get().calls[0]?.call
      return call?.phase === 'active' ? call.peerState.muted : null
    }
    expect(isMuted()).toBe(false)
    verified.get(501)!()
    await settle()
    // The newer word was the last one.
    expect(isMuted()).toBe(false)
  })

  test('what is no message is not even verified', async () => {
    const peer = await talkTo(one, fromBob)
    let asked = 0
    one.verify = async () => void (asked += 1)
    for (const text of ['', '{', 'null', '{"message":{}}', '[]']) peer.parts.onControl(text)
    await settle()
    expect([asked, one.phases()]).toEqual([0, ['active']])
  })

  test('two names dialled in one breath: the second is refused, and said so', async () => {
    const [first, second] = await Promise.all([one.session.dial('bob'), one.session.dial('carol')])
    expect(first.ok).toBe(true)
    expect(second).toMatchObject({ ok: false, error: { code: 'call-busy-self' } })
    expect(one.phases()).toEqual(['calling'])
  })
})

test('the log of a call tells where its sound came out, and what ended it', async () => {
  const headset = { id: 'h', label: 'Headset', group: 'g' }
  await talkTo(one, fromBob)
  one.plugIn({ ...NO_DEVICES, speakers: { devices: [headset], system: headset } })
  one.session.end(fromBob.callId)
  const events = one.logs.flatMap((log) => log.map(({ event }) => event))
  expect(events.filter(({ kind }) => kind === 'speaker')).toEqual([
    { kind: 'speaker', label: '' },
    { kind: 'speaker', label: 'Headset' },
  ])
  expect(events.at(-1)).toEqual({ kind: 'end', reason: 'hung-up', by: 'me' })
})

describe('when things come back', () => {
  test('every call is claimed, also one that waits behind another', async () => {
    await talkTo(one, fromBob)
    one.hear({ kind: 'invite', preconnect: false }, { ...fromCarol, to: { name: alice, device: null } })
    expect(one.claims().map(({ callId, phase }) => [callId, phase])).toEqual([
      [fromBob.callId, 'active'],
      [fromCarol.callId, 'ringing-in'],
    ])
    one.hear({ kind: 'hangup', reason: 'cancelled' }, fromCarol)
    expect(one.claims().map(({ callId }) => callId)).toEqual([fromBob.callId])
  })

  test('the network returns: each connection looks for a new way', async () => {
    expect(one.isWatchingNetwork()).toBe(false)
    const peer = await talkTo(one, fromBob)
    one.networkReturns('network-changed')
    one.networkReturns('resumed')
    expect(peer.restarts).toEqual(['network-changed', 'resumed'])
  })

  test('the peer or the server returns: an offer without an answer is made again', async () => {
    const peer = await talkTo(one, fromBob)
    one.notice({ kind: 'peer-online', callId: fromBob.callId })
    one.notice({ kind: 'peer-online', callId: fromCarol.callId })
    expect(peer.repeats).toBe(1)
    one.slice({ slice: 'connection', value: { status: 'online' } })
    expect(peer.repeats).toBe(2)
  })

  test('a call that stays without sound ends with its reason', async () => {
    const peer = await talkTo(one, fromBob)
    peer.parts.onState('lost')
    one.clock.advance(29_000)
    expect(one.phases()).toEqual(['active'])
    one.clock.advance(1_000)
    expect(one.session.state.get().calls[0]?.call).toMatchObject({ reason: 'connection-lost' })
    await settle()
    expect([peer.isClosed, one.microphone()]).toEqual([true, 'closed'])
  })

  test('the account goes: so do its calls', async () => {
    const peer = await talkTo(one, fromBob)
    one.slice({ slice: 'account', value: null })
    await settle()
    expect([one.phases(), one.microphone(), peer.isClosed]).toEqual([[], 'closed', true])
  })
})

test('a speaker that gets its sound too late again and again takes larger buffers from the next start on', async () => {
  const peer = await talkTo(one, fromBob)
  for (let second = 1; second <= 8; second++) {
    const timestamp = second * 1_000
    peer.report = new Map([['AP', { type: 'media-playout', timestamp, totalSamplesDuration: second * 0.9 }]])
    one.clock.advance(1_000)
    await settle()
  }
  expect(one.changes).toEqual([{ audioBuffers: 'small' }])
})
