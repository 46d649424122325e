import { expect, test } from 'vitest'
import type { Call } from '../../../src/shared/call/call.ts'
import { chooseCalls } from '../../../src/renderer/features/call/choose-calls.ts'
import { NO_ECHO } from '../../../src/renderer/call/echo-watch.ts'
import type { CallView } from '../../../src/renderer/call/session.ts'
import { PLAIN_SOUND } from '../../../src/shared/model/person-sound.ts'
import { alice, device, id } from '../../fakes/calls.ts'

const base = (n: number) =>
  ({ callId: id(n), peer: alice, direction: 'outgoing', startedAt: 0, nextSeq: 0 }) as const
const active = (n: number, heldByMe: boolean): Call => ({
  ...base(n),
  phase: 'active',
  device: device(1),
  acceptedAt: 0,
  connectedAt: 0,
  heldByMe,
  peerState: { muted: false, held: false },
  link: { kind: 'up' },
  peerOffline: false,
})
const ringing = (n: number, alert: 'ring' | 'silent'): Call => ({
  ...base(n),
  phase: 'ringing-in',
  device: device(1),
  alert,
  preconnect: false,
  link: { kind: 'none' },
  ringUntil: 1,
})
const calling = (n: number): Call => ({
  ...base(n),
  phase: 'calling',
  preconnect: false,
  calleeOffline: false,
})
const ended = (n: number): Call => ({
  ...base(n),
  phase: 'ended',
  reason: 'offline',
  durationMs: null,
  note: null,
})

const view = (call: Call): CallView => ({
  call,
  path: null,
  meSpeaking: false,
  peerSpeaking: false,
  samples: [],
  details: null,
  quality: null,
  unheard: null,
  sound: PLAIN_SOUND,
  echo: NO_ECHO,
})

const choose = (...calls: Call[]): { main: string | undefined; others: string[] } => {
  const views = calls.map((call): CallView => view(call))
  const { main, others } = chooseCalls({
    calls: views,
    microphone: { status: 'closed' },
    mutedWish: false,
    deafened: false,
    headsetDrop: null,
    deviceNotice: null,
  })
  return { main: main?.call.callId, others: others.map(({ call }) => call.callId) }
}

test('the call that is talked in is shown, held ones wait beside it', () => {
  expect(choose(active(1, true), active(2, false), ended(3))).toEqual({ main: id(2), others: [id(1)] })
})

test('a call that is dialled is shown before one on hold', () => {
  expect(choose(active(1, true), calling(2))).toEqual({ main: id(2), others: [id(1)] })
})

test('of calls on hold the newest is shown', () => {
  expect(choose(active(1, true), active(2, true))).toEqual({ main: id(2), others: [id(1)] })
})

test('an end is shown only when nothing else goes on, and of two ends the last', () => {
  expect(choose(ended(1), ended(2))).toEqual({ main: id(2), others: [] })
  expect(choose(ended(1), active(2, true))).toEqual({ main: id(2), others: [] })
})

test('a ring has its own card; an ignored one waits with the others', () => {
  expect(choose(ringing(1, 'ring'))).toEqual({ main: undefined, others: [] })
  expect(choose(ringing(1, 'silent'))).toEqual({ main: undefined, others: [id(1)] })
})
