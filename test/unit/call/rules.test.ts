import { describe, expect, test } from 'vitest'
import type { PhoneEffect } from '../../../src/shared/call/phone.ts'
import { presenceOf } from '../../../src/shared/call/presence.ts'
import { resourcesOf } from '../../../src/shared/call/resources.ts'
import { UserName } from '../../../src/shared/ids.ts'
import {
  CONNECT_TIMEOUT_MS,
  EARLY_MESSAGE_TTL_MS,
  MEDIA_LOSS_LIMIT_MS,
  MEDIA_LOSS_LIMIT_RECONNECTING_MS,
  RING_ACK_TIMEOUT_MS,
  RING_LOCAL_LIMIT_MS,
} from '../../../src/shared/protocol/version.ts'
import { bob, carol, device, id, testPhone, type TestPhone } from '../../fakes/calls.ts'

const BOB = { name: bob, device: device(2) }
const BOBS_OTHER = { name: bob, device: device(3) }
const CAROL = { name: carol, device: device(4) }

const resources = (phone: TestPhone) => resourcesOf(phone.phone)
const records = (effects: readonly PhoneEffect[]) =>
  effects.flatMap((effect) => (effect.type === 'record' ? [effect.entry] : []))
const endReason = (phone: TestPhone, n: number) => {
  const call = phone.phone.calls.get(id(n))
  return call?.phase === 'ended' ? call.reason : null
}

function dialled(n = 5, preconnect = true): TestPhone {
  const phone = testPhone()
  phone.do({ type: 'dial', callId: id(n), peer: bob, preconnect })
  return phone
}
function rung(n = 5, options: { accepted?: boolean; ageMs?: number } = {}): TestPhone {
  const phone = testPhone()
  phone.hear({ kind: 'invite', preconnect: true }, { callId: id(n), from: BOB, ...options })
  return phone
}
function active(n = 5): TestPhone {
  const phone = dialled(n)
  phone.hear({ kind: 'ringing', preconnect: true, busy: false }, { callId: id(n), from: BOB })
  phone.do({ type: 'peer-connected', peer: { callId: id(n), device: BOB.device } })
  phone.hear({ kind: 'accept' }, { callId: id(n), from: BOB })
  return phone
}

describe('ring', () => {
  test('"Calling" becomes "Ringing" by the acknowledgement of a device, and only then the ringback is heard', () => {
    const phone = dialled()
    expect(resources(phone).ringback).toBeNull()
    phone.hear({ kind: 'ringing', preconnect: false, busy: false }, { callId: id(5), from: BOB })
    expect(phone.phases()).toEqual(['ringing-out'])
    expect(resources(phone).ringback).toBe(id(5))
  })

  test('no acknowledgement in 10 s is a clear failure', () => {
    const phone = dialled()
    const start = phone.now
    expect(resources(phone).timers.get(`ring-ack:${id(5)}`)).toBe(start + RING_ACK_TIMEOUT_MS)
    const effects = phone.do({ type: 'timer', timer: `ring-ack:${id(5)}` })
    expect(endReason(phone, 5)).toBe('unreachable')
    expect(phone.sent().at(-1)).toEqual({ kind: 'hangup', reason: 'cancelled' })
    expect(records(effects)).toMatchObject([{ outcome: 'no-answer' }])
  })

  test('the hard local limit counts from the age that the server says', () => {
    const phone = rung(5, { ageMs: 20_000 })
    expect(resources(phone).timers.get(`ring-limit:${id(5)}`)).toBe(phone.now + RING_LOCAL_LIMIT_MS - 20_000)
  })

  test('no network event moves the local limit', () => {
    const phone = rung()
    const limit = resources(phone).timers.get(`ring-limit:${id(5)}`)
    phone.now += 30_000
    phone.hear({ kind: 'invite', preconnect: true }, { callId: id(5), from: BOB })
    phone.hear({ kind: 'media-state', muted: true, held: false }, { callId: id(5), from: BOB })
    phone.do({ type: 'notice', notice: { kind: 'peer-online', callId: id(5) } })
    expect(resources(phone).timers.get(`ring-limit:${id(5)}`)).toBe(limit)
  })

  test('a ring that nobody answers is a missed call, unseen', () => {
    const effects = rung().do({ type: 'timer', timer: `ring-limit:${id(5)}` })
    expect(records(effects)).toMatchObject([{ outcome: 'missed', direction: 'incoming', seen: false }])
  })

  test('one call rings aloud; the next rings when the first is gone', () => {
    const phone = rung(5)
    phone.hear({ kind: 'invite', preconnect: false }, { callId: id(6), from: CAROL })
    expect(resources(phone).ring).toBe(id(5))
    phone.do({ type: 'decline', callId: id(5) })
    expect(resources(phone).ring).toBe(id(6))
  })
})

describe('many devices', () => {
  test('the first accept has the call; a second device is told that it came too late', () => {
    const phone = dialled()
    for (const from of [BOB, BOBS_OTHER])
      phone.hear({ kind: 'ringing', preconnect: true, busy: false }, { callId: id(5), from })
    expect(resources(phone).peers.size).toBe(2)
    phone.hear({ kind: 'accept' }, { callId: id(5), from: BOBS_OTHER })
    expect([...resources(phone).peers.values()].map((peer) => peer.device)).toEqual([BOBS_OTHER.device])
    const late = phone.hear({ kind: 'accept' }, { callId: id(5), from: BOB })
    expect(late).toMatchObject([
      { type: 'send', to: BOB, body: { kind: 'hangup', reason: 'answered-elsewhere' } },
    ])
    expect(phone.phone.calls.get(id(5))).toMatchObject({ device: BOBS_OTHER.device })
  })

  test('answered elsewhere silences at once and is no missed call', () => {
    const phone = rung()
    const effects = phone.do({ type: 'notice', notice: { kind: 'answered-elsewhere', callId: id(5) } })
    expect(resources(phone).ring).toBeNull()
    expect(records(effects)).toMatchObject([{ outcome: 'answered-elsewhere' }])
  })

  test('an accept that another device won ends here', () => {
    const phone = rung()
    phone.do({ type: 'accept', callId: id(5) })
    const error = { code: 'call-answered-elsewhere' } as const
    phone.do({ type: 'receipt', callId: id(5), kind: 'accept', result: { ok: false, error } })
    expect(phone.phases()).toEqual([])
    expect(resources(phone).microphone).toBe(false)
  })

  test('an accept that another device won, over a connection that was up, is no talk of this device', () => {
    const phone = rung()
    phone.do({ type: 'peer-connected', peer: { callId: id(5), device: BOB.device } })
    phone.do({ type: 'accept', callId: id(5) })
    expect(phone.phases()).toEqual(['active'])
    const error = { code: 'call-answered-elsewhere' } as const
    const effects = phone.do({
      type: 'receipt',
      callId: id(5),
      kind: 'accept',
      result: { ok: false, error },
    })
    expect(records(effects)).toMatchObject([{ outcome: 'answered-elsewhere', durationMs: null }])
  })

  test('an accept that did not get through to the server is not a lost one', () => {
    const phone = rung()
    phone.do({ type: 'accept', callId: id(5) })
    const error = { code: 'not-connected' } as const
    phone.do({ type: 'receipt', callId: id(5), kind: 'accept', result: { ok: false, error } })
    expect(phone.phases()).toEqual(['connecting'])
  })

  test('decline ends it everywhere, ignore only silences this device', () => {
    const phone = rung()
    phone.do({ type: 'ignore', callId: id(5) })
    expect(resources(phone).ring).toBeNull()
    expect(phone.phases()).toEqual(['ringing-in'])
    expect(phone.sent()).toEqual([{ kind: 'ringing', preconnect: true, busy: false }])
    phone.do({ type: 'decline', callId: id(5) })
    expect(phone.sent().at(-1)).toEqual({ kind: 'decline' })
    expect(phone.phases()).toEqual([])
  })

  test("a line that goes with the decline is in the history of both, and on the caller's screen", () => {
    const note = 'In a meeting. Back at four'
    const callee = rung()
    expect(records(callee.do({ type: 'decline', callId: id(5), note }))).toMatchObject([
      { outcome: 'declined', note },
    ])
    expect(callee.sent().at(-1)).toEqual({ kind: 'decline', note })

    const caller = dialled(5)
    caller.hear({ kind: 'ringing', preconnect: true, busy: false }, { callId: id(5), from: BOB })
    const heard = caller.hear({ kind: 'decline', note }, { callId: id(5), from: BOB })
    expect([...caller.phone.calls.values()]).toMatchObject([{ reason: 'peer-declined', note }])
    expect(records(heard)).toMatchObject([{ outcome: 'declined', note }])
  })
})

describe('glare', () => {
  test('mine has the lower id: theirs is dropped, and nothing rings', () => {
    const phone = dialled(5)
    const effects = phone.hear({ kind: 'invite', preconnect: true }, { callId: id(6), from: BOB })
    expect(effects).toEqual([])
    expect([...phone.phone.calls.keys()]).toEqual([id(5)])
    expect(resources(phone).ring).toBeNull()
    phone.hear({ kind: 'accept' }, { callId: id(5), from: BOB })
    expect(phone.phases()).toEqual(['connecting'])
  })

  test('theirs has the lower id: it is taken without a ring, mine is withdrawn without a trace', () => {
    const phone = dialled(7)
    const effects = phone.hear({ kind: 'invite', preconnect: true }, { callId: id(6), from: BOB })
    expect(phone.sent().slice(1)).toEqual([{ kind: 'hangup', reason: 'superseded' }, { kind: 'accept' }])
    expect([...phone.phone.calls].map(([callId, call]) => [callId, call.phase])).toEqual([
      [id(6), 'connecting'],
    ])
    expect(records(effects)).toEqual([])
  })

  test('a withdrawn call of the other side leaves no missed call', () => {
    const effects = rung().hear({ kind: 'hangup', reason: 'superseded' }, { callId: id(5), from: BOB })
    expect(records(effects)).toEqual([])
  })
})

describe('what overtakes what', () => {
  const lost = { callId: id(6), from: BOB }

  test('an invite that lost the glare, behind the accept that its sender said next, is no re-call', () => {
    const phone = dialled(5)
    phone.hear({ kind: 'accept' }, { callId: id(5), from: BOB })
    phone.now += 100
    expect(phone.hear({ kind: 'invite', preconnect: true }, lost)).toEqual([])
    phone.hear({ kind: 'hangup', reason: 'superseded' }, lost)
    expect([...phone.phone.calls.keys()]).toEqual([id(5)])
  })

  test.each([
    ['dialling', () => dialled(7)],
    ['talking', () => active(7)],
  ])('an invite behind its own hang-up takes nothing from me while %s', (_what, make) => {
    const phone = make()
    phone.now += 1_000
    const phases = phone.phases()
    phone.hear({ kind: 'hangup', reason: 'superseded' }, lost)
    expect(phone.hear({ kind: 'invite', preconnect: true }, lost)).toEqual([])
    expect([...phone.phone.calls.keys()]).toEqual([id(7)])
    expect(phone.phases()).toEqual(phases)
    expect(phone.phone.early).toEqual([])
  })

  test('what a device said before its hang-up counts no more, and no connection to it is opened again', () => {
    const phone = dialled()
    for (const from of [BOB, BOBS_OTHER])
      phone.hear({ kind: 'ringing', preconnect: true, busy: false }, { callId: id(5), from })
    phone.hear({ kind: 'hangup', reason: 'hung-up' }, { callId: id(5), from: BOB })
    const before = [...resources(phone).peers.keys()]
    phone.hear({ kind: 'ringing', preconnect: true, busy: false }, { callId: id(5), from: BOB })
    phone.hear({ kind: 'accept' }, { callId: id(5), from: BOB })
    expect(phone.phases()).toEqual(['ringing-out'])
    expect([...resources(phone).peers.keys()]).toEqual(before)
  })

  test('when the last device that rings leaves, the server is told that nobody calls any more', () => {
    const phone = dialled()
    phone.hear({ kind: 'ringing', preconnect: true, busy: false }, { callId: id(5), from: BOB })
    phone.hear({ kind: 'hangup', reason: 'tampered' }, { callId: id(5), from: BOB })
    expect(phone.sent().at(-1)).toEqual({ kind: 'hangup', reason: 'cancelled' })
    expect(endReason(phone, 5)).toBe('tampered')
  })

  test('an invite of which nobody knows whether it arrived is taken back', () => {
    const phone = dialled()
    const error = { code: 'server-timeout' } as const
    phone.do({ type: 'receipt', callId: id(5), kind: 'invite', result: { ok: false, error } })
    expect(phone.sent().at(-1)).toEqual({ kind: 'hangup', reason: 'cancelled' })
  })

  test('messages are told apart over a long call, with a bounded memory', () => {
    const phone = active()
    const say = (seq: number) =>
      phone.hear({ kind: 'media-state', muted: true, held: false }, { callId: id(5), from: BOB, seq })
    for (let seq = 10_000; seq < 11_000; seq++) say(seq)
    const before = phone.phone
    for (const old of [10_000, 10_743, 10_744, 10_999]) say(old)
    expect(phone.phone).toBe(before)
    expect(before.seen.get(id(5))?.get(BOB.device)?.size).toBe(256)
  })
})

describe('re-call and busy', () => {
  test('the one I talk to calls again: the lost call ends silently, the new one is taken without a ring', () => {
    const phone = active(5)
    phone.now += 1_000
    phone.hear({ kind: 'invite', preconnect: true }, { callId: id(9), from: BOB })
    expect([...phone.phone.calls].map(([callId, call]) => [callId, call.phase])).toEqual([
      [id(9), 'connecting'],
    ])
    expect(phone.sent().slice(-2)).toEqual([{ kind: 'hangup', reason: 'superseded' }, { kind: 'accept' }])
    expect(phone.phone.calls.size).toBe(1)
    expect(resources(phone).ring).toBeNull()
  })

  test('a second call waits; the caller hears that I am in another call', () => {
    const phone = active(5)
    phone.hear({ kind: 'invite', preconnect: false }, { callId: id(6), from: CAROL })
    expect(phone.sent().at(-1)).toEqual({ kind: 'ringing', preconnect: false, busy: true })
    expect(resources(phone).ring).toBeNull()
    expect(phone.phone.calls.get(id(6))).toMatchObject({ alert: 'waiting' })
  })

  test('hold and answer: one call is talked in, the other is held and told so', () => {
    const phone = active(5)
    phone.hear({ kind: 'invite', preconnect: false }, { callId: id(6), from: CAROL })
    phone.do({ type: 'accept', callId: id(6) })
    expect(phone.phone.calls.get(id(5))).toMatchObject({ phase: 'active', heldByMe: true })
    expect(phone.sent()).toContainEqual({ kind: 'media-state', muted: false, held: true })
    expect([...resources(phone).peers.values()].filter((peer) => peer.audible)).toMatchObject([
      { callId: id(6) },
    ])
    phone.do({ type: 'hold', callId: id(5), held: false })
    expect(phone.phone.calls.get(id(6))).toMatchObject({ heldByMe: true })
  })

  test('who goes back to the held call while dialling talks to one at a time all the same', () => {
    const phone = active(5)
    phone.do({ type: 'dial', callId: id(6), peer: carol, preconnect: false })
    phone.do({ type: 'hold', callId: id(5), held: false })
    phone.hear({ kind: 'accept' }, { callId: id(6), from: CAROL })
    expect(phone.phone.calls.get(id(5))).toMatchObject({ heldByMe: true })
    expect(phone.phone.calls.get(id(6))).toMatchObject({ phase: 'connecting', heldByMe: false })
  })

  test('dialling during a call holds it', () => {
    const phone = active(5)
    phone.do({ type: 'dial', callId: id(6), peer: carol, preconnect: false })
    expect(phone.phone.calls.get(id(5))).toMatchObject({ heldByMe: true })
    expect(phone.sent()).toContainEqual({ kind: 'media-state', muted: false, held: true })
  })

  test('a call that the other side holds is heard by nobody', () => {
    const phone = active(5)
    const isAudible = () => [...resources(phone).peers.values()].map((peer) => peer.audible)
    phone.hear({ kind: 'media-state', muted: false, held: true }, { callId: id(5), from: BOB })
    expect(isAudible()).toEqual([false])
    phone.hear({ kind: 'media-state', muted: false, held: false }, { callId: id(5), from: BOB })
    expect(isAudible()).toEqual([true])
  })

  test('four calls ring at once at most; what comes on top is not answered at all', () => {
    const phone = testPhone()
    for (let n = 1; n <= 5; n++) {
      const from = { name: UserName.parse(`caller ${n}`), device: device(50 + n) }
      phone.hear({ kind: 'invite', preconnect: false }, { callId: id(n), from })
    }
    expect([...phone.phone.calls.keys()]).toEqual([id(1), id(2), id(3), id(4)])
    expect(phone.sent()).toHaveLength(4)
  })

  test('a waiting call rings when the call ends', () => {
    const phone = active(5)
    phone.hear({ kind: 'invite', preconnect: false }, { callId: id(6), from: CAROL })
    phone.do({ type: 'end', callId: id(5) })
    expect(resources(phone).ring).toBe(id(6))
  })

  test('the caller sees that the other is busy', () => {
    const phone = dialled()
    phone.hear({ kind: 'ringing', preconnect: false, busy: true }, { callId: id(5), from: BOB })
    expect(phone.phone.calls.get(id(5))).toMatchObject({ phase: 'ringing-out' })
    const call = phone.phone.calls.get(id(5))
    expect(call?.phase === 'ringing-out' && call.devices.get(BOB.device)?.busy).toBe(true)
  })

  test('dialling somebody who rings here picks up', () => {
    const phone = rung()
    phone.do({ type: 'dial', callId: id(8), peer: bob, preconnect: true })
    expect([...phone.phone.calls.keys()]).toEqual([id(5)])
    expect(phone.phases()).toEqual(['connecting'])
  })
})

describe('offline callee', () => {
  test('reads "offline", after the time that a reconnecting device needs', () => {
    const phone = dialled()
    phone.do({ type: 'receipt', callId: id(5), kind: 'invite', result: { ok: true, devices: 0 } })
    expect(phone.phases()).toEqual(['calling'])
    const effects = phone.do({ type: 'timer', timer: `ring-ack:${id(5)}` })
    expect(endReason(phone, 5)).toBe('offline')
    expect(records(effects)).toMatchObject([{ outcome: 'offline' }])
  })

  test.each([
    ['name-unknown', 'unknown-name'],
    ['call-not-allowed', 'not-allowed'],
    ['rate-limited', 'rate-limited'],
    ['not-connected', 'not-connected'],
    ['server-timeout', 'unreachable'],
  ] as const)('an invite refused with %s ends as %s', (code, reason) => {
    const phone = dialled()
    phone.do({ type: 'receipt', callId: id(5), kind: 'invite', result: { ok: false, error: { code } } })
    expect(endReason(phone, 5)).toBe(reason)
  })
})

describe('early messages and idempotence', () => {
  const candidates = { kind: 'candidates' as const, candidates: [], end: false }

  test('candidates that overtake their invite are kept 2 s and then used', () => {
    const phone = testPhone()
    phone.hear(candidates, { callId: id(5), from: BOB })
    const effects = phone.hear({ kind: 'invite', preconnect: true }, { callId: id(5), from: BOB })
    expect(effects.map((effect) => effect.type)).toEqual(['send', 'peer-message'])
  })

  test('after 2 s they are dropped', () => {
    const phone = testPhone()
    phone.hear(candidates, { callId: id(5), from: BOB })
    expect(resources(phone).timers.get('early:all')).toBe(phone.now + EARLY_MESSAGE_TTL_MS)
    phone.now += EARLY_MESSAGE_TTL_MS
    phone.do({ type: 'timer', timer: 'early:all' })
    const effects = phone.hear({ kind: 'invite', preconnect: true }, { callId: id(5), from: BOB })
    expect(effects.map((effect) => effect.type)).toEqual(['send'])
  })

  test('a hang-up that overtakes its invite ends the call before it rings', () => {
    const phone = testPhone()
    phone.hear({ kind: 'hangup', reason: 'cancelled' }, { callId: id(5), from: BOB })
    phone.hear({ kind: 'invite', preconnect: true }, { callId: id(5), from: BOB })
    expect(phone.phases()).toEqual([])
    expect(resources(phone).ring).toBeNull()
  })

  test('a second arrival changes nothing', () => {
    const phone = active()
    const options = { callId: id(5), from: BOB, seq: 7_000 }
    phone.hear({ kind: 'media-state', muted: true, held: false }, options)
    const before = phone.phone
    phone.hear({ kind: 'media-state', muted: true, held: false }, options)
    expect(phone.phone).toBe(before)
  })

  test('a call that ended stays ended, whatever still arrives', () => {
    const phone = rung()
    phone.do({ type: 'decline', callId: id(5) })
    const before = phone.phone
    phone.hear({ kind: 'invite', preconnect: true }, { callId: id(5), from: BOB, seq: 8_000 })
    phone.hear(candidates, { callId: id(5), from: BOB, seq: 8_001 })
    expect(phone.phone).toBe(before)
  })

  test('what is remembered of ended calls is bounded', () => {
    const phone = testPhone()
    for (let n = 1; n <= 100; n++) {
      phone.hear({ kind: 'invite', preconnect: false }, { callId: id(n), from: BOB })
      phone.do({ type: 'decline', callId: id(n) })
    }
    expect(phone.phone.finished).toHaveLength(64)
    expect(phone.phone.finished.at(-1)).toBe(id(100))
    expect(phone.phone.seen.size).toBe(0)
  })

  test('every message of a call has its own number', () => {
    const phone = active()
    phone.do({ type: 'hold', callId: id(5), held: true })
    phone.do({ type: 'hold', callId: id(5), held: false })
    phone.do({ type: 'end', callId: id(5) })
    const numbers = phone.effects.flatMap((effect) => (effect.type === 'send' ? [effect.seq] : []))
    expect(numbers).toEqual([0, 1, 2, 3])
  })
})

describe('signatures and blocks', () => {
  test('a tampered message ends a call that is not up, and says why', () => {
    const phone = dialled()
    phone.do({ type: 'tampered', callId: id(5) })
    expect(endReason(phone, 5)).toBe('tampered')
    expect(phone.sent().at(-1)).toEqual({ kind: 'hangup', reason: 'tampered' })
    expect(resources(phone).microphone).toBe(false)
  })

  test('a call that is up does not end by what somebody injects', () => {
    const phone = active()
    const before = phone.phone
    phone.do({ type: 'tampered', callId: id(5) })
    expect(phone.phone).toBe(before)
  })

  test('a blocked person does not ring, and learns nothing', () => {
    const phone = testPhone()
    const effects = phone.hear(
      { kind: 'invite', preconnect: true },
      { callId: id(5), from: BOB, blocked: true },
    )
    expect(effects).toEqual([])
    expect(phone.phases()).toEqual([])
  })

  test('another device of the other side cannot speak for the one that has the call', () => {
    const phone = active()
    phone.do({ type: 'peer-lost', peer: { callId: id(5), device: BOB.device } })
    const phases = () => [phone.phases(), resources(phone)]
    const before = phases()
    phone.hear({ kind: 'hangup', reason: 'hung-up' }, { callId: id(5), from: BOBS_OTHER })
    phone.hear({ kind: 'media-state', muted: true, held: true }, { callId: id(5), from: BOBS_OTHER })
    phone.do({ type: 'peer-connected', peer: { callId: id(5), device: BOBS_OTHER.device } })
    expect(phases()).toEqual(before)
  })

  test('a third person cannot speak for a call of two', () => {
    const phone = active()
    const before = phone.phone
    phone.hear({ kind: 'hangup', reason: 'hung-up' }, { callId: id(5), from: CAROL })
    expect(phone.phone).toBe(before)
  })
})

describe('pre-connect and the microphone', () => {
  test('the caller opens it when dialling, the callee with the accept', () => {
    expect(resources(dialled()).microphone).toBe(true)
    const phone = rung()
    expect(resources(phone).microphone).toBe(false)
    phone.do({ type: 'accept', callId: id(5) })
    expect(resources(phone).microphone).toBe(true)
  })

  test('between contacts the connection exists during the ring, and nobody is heard in it', () => {
    expect([...resources(rung()).peers.values()]).toMatchObject([{ role: 'callee', audible: false }])
    const phone = dialled()
    phone.hear({ kind: 'ringing', preconnect: true, busy: false }, { callId: id(5), from: BOB })
    expect([...resources(phone).peers.values()]).toMatchObject([{ role: 'caller', audible: false }])
  })

  test.each([
    ['a stranger calls', () => rung(5, { accepted: false })],
    ['the caller does not want it', () => dialled(5, false)],
  ])('no connection before the accept when %s', (_case, make) => {
    const phone = make()
    phone.hear({ kind: 'ringing', preconnect: true, busy: false }, { callId: id(5), from: BOB })
    expect(resources(phone).peers.size).toBe(0)
  })

  test('an accept onto a connected peer is a call at once', () => {
    expect(active().phases()).toEqual(['active'])
    const phone = rung()
    phone.do({ type: 'peer-connected', peer: { callId: id(5), device: BOB.device } })
    phone.do({ type: 'accept', callId: id(5) })
    expect(phone.phases()).toEqual(['active'])
    expect([...resources(phone).peers.values()]).toMatchObject([{ audible: true }])
  })

  test('after the end nothing is left', () => {
    const phone = active()
    phone.do({ type: 'end', callId: id(5) })
    expect(resources(phone)).toEqual({
      microphone: false,
      peers: new Map(),
      ring: null,
      waiting: null,
      ringback: null,
      timers: new Map(),
    })
  })
})

describe('recovery', () => {
  const lose = (phone: TestPhone) =>
    phone.do({ type: 'peer-lost', peer: { callId: id(5), device: BOB.device } })

  test('without media a call ends after 30 s, after 60 s when the server says that the peer reconnects', () => {
    const phone = active()
    lose(phone)
    const lostAt = phone.now
    const limit = () => resources(phone).timers.get(`media-loss:${id(5)}`)
    expect(limit()).toBe(lostAt + MEDIA_LOSS_LIMIT_MS)
    phone.do({ type: 'notice', notice: { kind: 'peer-offline', callId: id(5) } })
    expect(limit()).toBe(lostAt + MEDIA_LOSS_LIMIT_RECONNECTING_MS)
    phone.do({ type: 'timer', timer: `media-loss:${id(5)}` })
    expect(endReason(phone, 5)).toBe('connection-lost')
  })

  test('media that comes back clears the limit', () => {
    const phone = active()
    lose(phone)
    phone.do({ type: 'peer-connected', peer: { callId: id(5), device: BOB.device } })
    expect(resources(phone).timers.size).toBe(0)
    expect(phone.phases()).toEqual(['active'])
  })

  test('a connection that is not there in 15 s is a named failure on both sides', () => {
    const phone = dialled()
    phone.hear({ kind: 'accept' }, { callId: id(5), from: BOB })
    expect(resources(phone).timers.get(`connect:${id(5)}`)).toBe(phone.now + CONNECT_TIMEOUT_MS)
    const effects = phone.do({ type: 'timer', timer: `connect:${id(5)}` })
    expect(endReason(phone, 5)).toBe('connection-failed')
    expect(phone.sent().at(-1)).toEqual({ kind: 'hangup', reason: 'connection-failed' })
    expect(records(effects)).toMatchObject([{ outcome: 'failed', reason: 'connection-failed' }])
  })
})

describe('presence', () => {
  test('a tray knows of the call that counts', () => {
    const phone = testPhone()
    expect(presenceOf(phone.phone)).toMatchObject({ status: 'idle', callId: null })
    phone.hear({ kind: 'invite', preconnect: false }, { callId: id(5), from: BOB })
    expect(presenceOf(phone.phone)).toMatchObject({ status: 'ringing', peer: bob })
    expect(presenceOf(dialled().phone)).toMatchObject({ status: 'calling', peer: bob })
    const talking = active()
    talking.do({ type: 'mute-changed', muted: true })
    expect(presenceOf(talking.phone)).toMatchObject({
      status: 'in-call',
      muted: true,
      held: false,
      since: talking.now,
    })
  })

  test('whoever waits during a call is among those that ring, until ignored', () => {
    const phone = active()
    phone.hear(
      { kind: 'invite', preconnect: false },
      { callId: id(6), from: { name: carol, device: device(3) } },
    )
    expect(presenceOf(phone.phone)).toMatchObject({
      status: 'in-call',
      peer: bob,
      ringing: [{ callId: id(6), peer: carol }],
    })
    expect(resources(phone)).toMatchObject({ ring: null, waiting: id(6) })
    phone.do({ type: 'ignore', callId: id(6) })
    expect(presenceOf(phone.phone).ringing).toEqual([])
  })
})
