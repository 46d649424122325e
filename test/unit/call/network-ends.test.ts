import { describe, expect, test } from 'vitest'
import { resourcesOf } from '../../../src/shared/call/resources.ts'
import { bob, device, id, testPhone, type TestPhone } from '../../fakes/calls.ts'

// A call that finds no way ends with its cause, and each side reads what is of use to it.

const BOB = { name: bob, device: device(2) }

function connecting(): TestPhone {
  const phone = testPhone()
  phone.do({ type: 'dial', callId: id(5), peer: bob, preconnect: false })
  phone.hear({ kind: 'ringing', preconnect: false, busy: false }, { callId: id(5), from: BOB })
  phone.hear({ kind: 'accept' }, { callId: id(5), from: BOB })
  expect(phone.phases()).toEqual(['connecting'])
  return phone
}
const reason = (phone: TestPhone): string | null => {
  const call = phone.phone.calls.get(id(5))
  return call?.phase === 'ended' ? call.reason : null
}
const peer = { callId: id(5), device: BOB.device }

describe('my side gives up', () => {
  test('when the time is over, with the cause that its connection knows, and tells it', () => {
    const phone = connecting()
    phone.do({ type: 'timer', timer: `connect:${id(5)}`, cause: 'relay-refused' })
    expect(reason(phone)).toBe('relay-refused')
    expect(phone.sent().at(-1)).toEqual({ kind: 'hangup', reason: 'relay-refused' })
  })

  test('when its connection gives up', () => {
    const phone = connecting()
    phone.do({ type: 'peer-stranded', peer, cause: 'relay-missing' })
    expect(reason(phone)).toBe('relay-missing')
  })

  test('without a known cause it is the plain one', () => {
    const phone = connecting()
    phone.do({ type: 'timer', timer: `connect:${id(5)}` })
    expect(reason(phone)).toBe('connection-failed')
  })

  test('when the server says that the other device has gone, that is the reason', () => {
    const phone = connecting()
    phone.do({ type: 'notice', notice: { kind: 'peer-offline', callId: id(5) } })
    phone.do({ type: 'timer', timer: `connect:${id(5)}`, cause: 'no-path' })
    expect(reason(phone)).toBe('peer-gone')
    expect(phone.sent().at(-1)).toEqual({ kind: 'hangup', reason: 'connection-failed' })
  })

  test('a call that was up is not ended by a failure of its connection', () => {
    const phone = connecting()
    phone.do({ type: 'peer-connected', peer })
    phone.do({ type: 'peer-stranded', peer, cause: 'no-path' })
    expect(phone.phases()).toEqual(['active'])
  })
})

describe('what is known while it rings ends the call at the accept', () => {
  const strand = (phone: TestPhone): void =>
    void phone.do({ type: 'peer-stranded', peer, cause: 'relay-missing' })
  const ringingIn = (): TestPhone => {
    const phone = testPhone()
    phone.hear({ kind: 'invite', preconnect: true }, { callId: id(5), from: BOB })
    return phone
  }
  const ringingOut = (): TestPhone => {
    const phone = testPhone()
    phone.do({ type: 'dial', callId: id(5), peer: bob, preconnect: true })
    phone.hear({ kind: 'ringing', preconnect: true, busy: false }, { callId: id(5), from: BOB })
    return phone
  }

  test('mine: the caller hears that I took it, and why it is over', () => {
    const phone = ringingIn()
    strand(phone)
    expect(phone.phases()).toEqual(['ringing-in'])
    const [accept, hangUp] = phone.do({ type: 'accept', callId: id(5) })
    expect([accept, hangUp]).toMatchObject([
      { seq: 1, body: { kind: 'accept' } },
      { seq: 2, body: { kind: 'hangup', reason: 'relay-missing' } },
    ])
    expect(reason(phone)).toBe('relay-missing')
    expect(resourcesOf(phone.phone).microphone).toBe(false)
  })

  test('mine, where the accept is that of the other side', () => {
    const phone = ringingOut()
    strand(phone)
    expect(phone.phases()).toEqual(['ringing-out'])
    phone.hear({ kind: 'accept' }, { callId: id(5), from: BOB })
    expect(reason(phone)).toBe('relay-missing')
  })

  test('another device of theirs may still be reached', () => {
    const phone = ringingOut()
    strand(phone)
    phone.hear({ kind: 'accept' }, { callId: id(5), from: { name: bob, device: device(3) } })
    expect(phone.phases()).toEqual(['connecting'])
  })

  test('no more once a connection came up after all', () => {
    const phone = ringingIn()
    strand(phone)
    phone.do({ type: 'peer-connected', peer })
    phone.do({ type: 'accept', callId: id(5) })
    expect(phone.phases()).toEqual(['active'])
  })

  test('a way that was lost, and may come back, is none of that', () => {
    const phone = ringingIn()
    phone.do({ type: 'peer-connected', peer })
    phone.do({ type: 'peer-lost', peer })
    phone.do({ type: 'accept', callId: id(5) })
    expect(phone.phases()).toEqual(['connecting'])
  })
})

describe('the other side gives up', () => {
  test.each([
    ['relay-refused', undefined, 'peer-network-failed'],
    ['relay-refused', 'no-path', 'peer-network-failed'],
    ['no-path', 'udp-blocked', 'udp-blocked'],
    ['relay-unreachable', 'udp-blocked', 'udp-blocked'],
    ['connection-failed', 'no-path', 'connection-failed'],
    ['no-path', undefined, 'no-path'],
    ['hung-up', 'udp-blocked', 'peer-hung-up'],
  ] as const)('it says %s, my connection %s: %s', (said, mine, shown) => {
    const phone = connecting()
    phone.hear({ kind: 'hangup', reason: said }, { callId: id(5), from: BOB, cause: mine })
    expect(reason(phone)).toBe(shown)
  })
})
