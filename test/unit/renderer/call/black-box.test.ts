import { beforeEach, expect, test } from 'vitest'
import { createBlackBox, type BlackBox } from '../../../../src/renderer/call/black-box.ts'
import type { Active, Call } from '../../../../src/shared/call/call.ts'
import { CALL_LOG_LIMIT, CallLog } from '../../../../src/shared/model/call-log.ts'
import { bob, device, id } from '../../../fakes/calls.ts'
import { createVirtualClock, type VirtualClock } from '../../../fakes/virtual-clock.ts'

let clock: VirtualClock
let box: BlackBox
let now: Map<Call['callId'], Call>
beforeEach(() => {
  clock = createVirtualClock()
  box = createBlackBox(clock)
  now = new Map()
})

const base = () =>
  ({ callId: id(1), peer: bob, direction: 'outgoing', startedAt: clock.now(), nextSeq: 0 }) as const
const active = (change: Partial<Active> = {}): Active => ({
  ...base(),
  startedAt: 0,
  phase: 'active',
  device: device(2),
  acceptedAt: 0,
  connectedAt: 0,
  heldByMe: false,
  peerState: { muted: false, held: false },
  link: { kind: 'up' },
  peerOffline: false,
  ...change,
})
const go = (call: Call): void => {
  const next = new Map([[call.callId, call]])
  box.follow(now, next)
  now = next
}

test('the phases of a call, with their times', () => {
  go({ ...base(), phase: 'calling', preconnect: true, calleeOffline: false })
  clock.advance(300)
  go({ ...base(), phase: 'ringing-out', preconnect: true, devices: new Map(), left: new Set() })
  clock.advance(5_000)
  go(active())
  const log = box.finish(id(1), 'hung-up')
  expect(log).toEqual([
    { atMs: 0, event: { kind: 'phase', phase: 'calling' } },
    { atMs: 300, event: { kind: 'phase', phase: 'ringing' } },
    { atMs: 5_300, event: { kind: 'phase', phase: 'active' } },
    { atMs: 5_300, event: { kind: 'end', reason: 'hung-up', by: 'me' } },
  ])
})

test('mute, hold, loss of media and of the server at the other side', () => {
  go(active())
  go(active({ peerState: { muted: true, held: false } }))
  go(active({ peerState: { muted: true, held: true }, heldByMe: true }))
  go(
    active({
      peerState: { muted: true, held: true },
      heldByMe: true,
      link: { kind: 'lost', since: clock.now() },
    }),
  )
  clock.advance(1_500)
  go(active({ peerState: { muted: true, held: true }, heldByMe: true, peerOffline: true }))
  const kinds = box.finish(id(1), 'connection-lost').map(({ event }) => event)
  expect(kinds).toEqual([
    { kind: 'phase', phase: 'active' },
    { kind: 'mute', side: 'peer', muted: true },
    { kind: 'hold', side: 'me', held: true },
    { kind: 'hold', side: 'peer', held: true },
    { kind: 'media-lost' },
    { kind: 'media-back', afterMs: 1_500 },
    { kind: 'peer-server', online: false },
    { kind: 'end', reason: 'connection-lost', by: 'network' },
  ])
})

test.each([
  ['hung-up', 'me'],
  ['peer-declined', 'peer'],
  ['no-path', 'network'],
  ['peer-gone', 'network'],
  ['missed', 'nobody'],
  ['no-answer', 'nobody'],
  ['answered-elsewhere', 'nobody'],
  ['microphone-failed', 'nobody'],
  ['tampered', 'nobody'],
] as const)('%s: ended by %s', (reason, by) => {
  go(active())
  expect(box.finish(id(1), reason).at(-1)?.event).toEqual({ kind: 'end', reason, by })
})

test('a log is bounded: its begin and its end stay, and it fits its schema', () => {
  go(active())
  for (let i = 0; i < CALL_LOG_LIMIT * 2; i += 1)
    box.note(id(1), { kind: 'mute', side: 'me', muted: i % 2 === 0 })
  const log = box.finish(id(1), 'peer-hung-up')
  expect(log.length).toBeLessThanOrEqual(CALL_LOG_LIMIT)
  expect(log[0]?.event).toEqual({ kind: 'phase', phase: 'active' })
  expect(log.at(-1)?.event).toEqual({ kind: 'end', reason: 'peer-hung-up', by: 'peer' })
  expect(CallLog.safeParse(log).success).toBe(true)
})

test('what belongs to no call is not written down, and an ended one leaves nothing behind', () => {
  box.note(id(7), { kind: 'media-lost' })
  expect(box.finish(id(7), 'hung-up')).toEqual([])
  go(active())
  box.follow(now, new Map())
  expect(box.finish(id(1), 'hung-up')).toEqual([])
})
