import { expect, test } from 'vitest'
import { transition } from '../../../src/shared/call/transition.ts'
import type { CallPhase } from '../../../src/shared/call/call.ts'
import type { Phone, PhoneEvent } from '../../../src/shared/call/phone.ts'
import { alice, bob, carol, device, id, incoming, testPhone, type TestPhone } from '../../fakes/calls.ts'
import type { CallBody } from '../../../src/shared/protocol/call-message.ts'

// Every phase of a call against every event: what phase follows. `same` means that nothing at all changes (the very same
// state), `gone` that the call leaves the screen, `stays` that the phase stays though something in it changes.

const CALL = id(5)
const BOB = { name: bob, device: device(2) }
const fromBob = { callId: CALL, from: BOB }

const PHASES: Record<CallPhase | 'none', () => TestPhone> = {
  none: () => testPhone(),
  calling: () => {
    const phone = testPhone()
    phone.do({ type: 'dial', callId: CALL, peer: bob, preconnect: true })
    return phone
  },
  'ringing-out': () => {
    const phone = PHASES.calling()
    phone.hear({ kind: 'ringing', preconnect: true, busy: false }, fromBob)
    return phone
  },
  'ringing-in': () => {
    const phone = testPhone()
    phone.hear({ kind: 'invite', preconnect: true }, fromBob)
    return phone
  },
  connecting: () => {
    const phone = PHASES['ringing-out']()
    phone.hear({ kind: 'accept' }, fromBob)
    return phone
  },
  active: () => {
    const phone = PHASES.connecting()
    phone.do({ type: 'peer-connected', peer: { callId: CALL, device: BOB.device } })
    return phone
  },
  ended: () => {
    const phone = PHASES.active()
    phone.hear({ kind: 'hangup', reason: 'hung-up' }, fromBob)
    return phone
  },
}

const says = (body: CallBody) => (): PhoneEvent => ({ type: 'message', message: incoming(body, fromBob) })
const notice =
  (kind: 'answered-elsewhere' | 'declined-elsewhere' | 'expired' | 'gone' | 'peer-offline' | 'peer-online') =>
  (): PhoneEvent => ({ type: 'notice', notice: { kind, callId: CALL } })
const receipt =
  (kind: 'invite' | 'accept', code: 'name-unknown' | 'call-answered-elsewhere' | null) => (): PhoneEvent => ({
    type: 'receipt',
    callId: CALL,
    kind,
    result: code === null ? { ok: true, devices: 0 } : { ok: false, error: { code } },
  })
const peer = { callId: CALL, device: BOB.device }
const timer = (kind: 'ring-ack' | 'ring-limit' | 'connect' | 'media-loss' | 'early') => (): PhoneEvent => ({
  type: 'timer',
  timer: `${kind}:${CALL}`,
})
const sdp = { kind: 'description', negotiation: 1, type: 'offer', sdp: 'v=0' } as const
const candidates = { kind: 'candidates' as const, candidates: [], end: true }

type Expected = CallPhase | 'same' | 'stays' | 'gone'
// Columns: none, calling, ringing-out, ringing-in, connecting, active, ended
const COLUMNS = ['none', 'calling', 'ringing-out', 'ringing-in', 'connecting', 'active', 'ended'] as const
const TABLE: readonly [string, () => PhoneEvent, ...Expected[]][] = [
  // A person
  [
    'dial the same',
    () => ({ type: 'dial', callId: id(6), peer: bob, preconnect: true }),
    'stays',
    'same',
    'same',
    'connecting',
    'same',
    'same',
    'gone',
  ],
  [
    'dial another',
    () => ({ type: 'dial', callId: id(6), peer: carol, preconnect: true }),
    'stays',
    'same',
    'same',
    'stays',
    'stays',
    'stays',
    'gone',
  ],
  [
    'accept',
    () => ({ type: 'accept', callId: CALL }),
    'same',
    'same',
    'same',
    'connecting',
    'same',
    'same',
    'same',
  ],
  [
    'decline',
    () => ({ type: 'decline', callId: CALL }),
    'same',
    'same',
    'same',
    'gone',
    'same',
    'same',
    'same',
  ],
  [
    'ignore',
    () => ({ type: 'ignore', callId: CALL }),
    'same',
    'same',
    'same',
    'stays',
    'same',
    'same',
    'same',
  ],
  ['end', () => ({ type: 'end', callId: CALL }), 'same', 'gone', 'gone', 'gone', 'gone', 'gone', 'same'],
  [
    'hold',
    () => ({ type: 'hold', callId: CALL, held: true }),
    'same',
    'same',
    'same',
    'same',
    'stays',
    'stays',
    'same',
  ],
  [
    'resume',
    () => ({ type: 'hold', callId: CALL, held: false }),
    'same',
    'same',
    'same',
    'same',
    'same',
    'same',
    'same',
  ],
  [
    'dismiss',
    () => ({ type: 'dismiss', callId: CALL }),
    'same',
    'same',
    'same',
    'same',
    'same',
    'same',
    'gone',
  ],
  ['quit', () => ({ type: 'quit' }), 'same', 'gone', 'gone', 'gone', 'gone', 'gone', 'same'],
  [
    'mute',
    () => ({ type: 'mute-changed', muted: true }),
    'stays',
    'stays',
    'stays',
    'stays',
    'stays',
    'stays',
    'stays',
  ],
  [
    'unmute',
    () => ({ type: 'mute-changed', muted: false }),
    'same',
    'same',
    'same',
    'same',
    'same',
    'same',
    'same',
  ],
  // The other side
  [
    'invite',
    says({ kind: 'invite', preconnect: false }),
    'ringing-in',
    'stays',
    'stays',
    'stays',
    'stays',
    'stays',
    'same',
  ],
  [
    'ringing',
    says({ kind: 'ringing', preconnect: false, busy: false }),
    'same',
    'ringing-out',
    'stays',
    'stays',
    'stays',
    'stays',
    'same',
  ],
  [
    'accepted',
    says({ kind: 'accept' }),
    'same',
    'connecting',
    'connecting',
    'stays',
    'stays',
    'stays',
    'same',
  ],
  ['declined', says({ kind: 'decline' }), 'same', 'ended', 'ended', 'stays', 'stays', 'stays', 'same'],
  [
    'hang-up',
    says({ kind: 'hangup', reason: 'hung-up' }),
    'stays',
    'ended',
    'ended',
    'gone',
    'ended',
    'ended',
    'same',
  ],
  ['description', says(sdp), 'stays', 'stays', 'stays', 'stays', 'stays', 'stays', 'same'],
  ['candidates', says(candidates), 'stays', 'stays', 'stays', 'stays', 'stays', 'stays', 'same'],
  [
    'media state',
    says({ kind: 'media-state', muted: true, held: false }),
    'same',
    'stays',
    'stays',
    'stays',
    'stays',
    'stays',
    'same',
  ],
  // The server
  [
    'answered elsewhere',
    notice('answered-elsewhere'),
    'same',
    'same',
    'same',
    'gone',
    'same',
    'same',
    'same',
  ],
  [
    'declined elsewhere',
    notice('declined-elsewhere'),
    'same',
    'same',
    'same',
    'gone',
    'same',
    'same',
    'same',
  ],
  ['expired', notice('expired'), 'same', 'ended', 'ended', 'gone', 'same', 'same', 'same'],
  ['gone', notice('gone'), 'same', 'ended', 'ended', 'gone', 'same', 'same', 'same'],
  ['peer offline', notice('peer-offline'), 'same', 'same', 'same', 'same', 'stays', 'stays', 'same'],
  ['peer online', notice('peer-online'), 'same', 'same', 'same', 'same', 'same', 'same', 'same'],
  ['invite stored', receipt('invite', null), 'same', 'stays', 'same', 'same', 'same', 'same', 'same'],
  [
    'invite refused',
    receipt('invite', 'name-unknown'),
    'same',
    'ended',
    'same',
    'same',
    'same',
    'same',
    'same',
  ],
  // A caller never sends an accept, so its receipt means nothing there (the incoming case is among the rules).
  [
    'accept refused',
    receipt('accept', 'call-answered-elsewhere'),
    'same',
    'same',
    'same',
    'same',
    'same',
    'same',
    'same',
  ],
  [
    'tampered',
    () => ({ type: 'tampered', callId: CALL }),
    'same',
    'ended',
    'ended',
    'ended',
    'ended',
    'same',
    'same',
  ],
  // Media
  [
    'connected',
    () => ({ type: 'peer-connected', peer }),
    'same',
    'same',
    'stays',
    'stays',
    'active',
    'same',
    'same',
  ],
  ['lost', () => ({ type: 'peer-lost', peer }), 'same', 'same', 'same', 'same', 'same', 'stays', 'same'],
  [
    'stranded',
    () => ({ type: 'peer-stranded', peer, cause: 'relay-missing' }),
    'same',
    'same',
    'stays',
    'stays',
    'ended',
    'stays',
    'same',
  ],
  // Time
  ['ring-ack', timer('ring-ack'), 'same', 'ended', 'same', 'same', 'same', 'same', 'same'],
  ['ring-limit', timer('ring-limit'), 'same', 'same', 'ended', 'gone', 'same', 'same', 'same'],
  ['connect', timer('connect'), 'same', 'same', 'same', 'same', 'ended', 'same', 'same'],
  ['media-loss', timer('media-loss'), 'same', 'same', 'same', 'same', 'same', 'same', 'same'],
  ['early', timer('early'), 'same', 'same', 'same', 'same', 'same', 'same', 'same'],
]

const cells = TABLE.flatMap(([name, event, ...row]) =>
  COLUMNS.map((phase, column) => ({ phase, name, event, expected: row[column]! })),
)

test('the table has no hole', () => {
  expect(TABLE.every((row) => row.length === COLUMNS.length + 2)).toBe(true)
  const types = new Set(TABLE.map(([, event]) => event().type))
  const all: Record<PhoneEvent['type'], true> = {
    dial: true,
    accept: true,
    decline: true,
    ignore: true,
    end: true,
    hold: true,
    dismiss: true,
    quit: true,
    message: true,
    notice: true,
    receipt: true,
    tampered: true,
    'peer-connected': true,
    'peer-lost': true,
    'peer-stranded': true,
    'mute-changed': true,
    timer: true,
  }
  expect([...types].toSorted()).toEqual(Object.keys(all).toSorted())
})

test.each(cells)('$phase + $name -> $expected', ({ phase, event, expected }) => {
  const before = PHASES[phase]()
  const { phone } = transition(before.phone, event(), before.now)
  const after = phone.calls.get(CALL)?.phase
  if (expected === 'same') expect(phone).toBe(before.phone)
  else {
    expect(phone).not.toBe(before.phone)
    if (expected === 'gone') expect(after).toBeUndefined()
    else if (expected === 'stays') expect(after ?? 'none').toBe(phase)
    else expect(after).toBe(expected)
  }
})

test.each(cells)('$phase + $name for another call changes nothing of this one', ({ phase, event }) => {
  const before = PHASES[phase]()
  const foreign = JSON.parse(JSON.stringify(event()).replaceAll(CALL, id(99))) as PhoneEvent
  if (foreign.type === 'quit' || foreign.type === 'dial' || foreign.type === 'mute-changed') return
  const { phone } = transition(before.phone, foreign, before.now)
  const core = (state: Phone): unknown => state.calls.get(CALL)?.phase
  const isGlareOrRecall = foreign.type === 'message' && foreign.message.signed.message.body.kind === 'invite'
  if (!isGlareOrRecall) expect(core(phone)).toBe(core(before.phone))
})

test('the fixtures are what they say', () => {
  for (const phase of COLUMNS) expect(PHASES[phase]().phases()).toEqual(phase === 'none' ? [] : [phase])
  expect(PHASES.calling().phone.self.name).toBe(alice)
})
