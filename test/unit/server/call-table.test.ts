import { beforeEach, describe, expect, test } from 'vitest'
import { createCallTable, type CallTable, type TableAnswer } from '../../../src/server/call-table.ts'
import { toNameKey, type CallId, type DeviceId, type UserName } from '../../../src/shared/ids.ts'
import type { CallBody } from '../../../src/shared/protocol/call-message.ts'
import type { CallClaim } from '../../../src/shared/protocol/signaling-events.ts'
import { RING_TTL_MS } from '../../../src/shared/protocol/version.ts'
import { alice, bob, carol, device, id, signed } from '../../fakes/calls.ts'

interface Ref {
  readonly name: UserName
  readonly device: DeviceId
}
const ALICE: Ref = { name: alice, device: device(1) }
const ALICE_2: Ref = { name: alice, device: device(2) }
const BOB: Ref = { name: bob, device: device(11) }
const BOB_2: Ref = { name: bob, device: device(12) }
const BOB_3: Ref = { name: bob, device: device(13) }
const CAROL: Ref = { name: carol, device: device(21) }
const CALL = id(1)
const START = 1_000_000

const invite: CallBody = { kind: 'invite', preconnect: true }
const ringing: CallBody = { kind: 'ringing', preconnect: true, busy: false }
const accept: CallBody = { kind: 'accept' }
const decline: CallBody = { kind: 'decline' }
const hangup: CallBody = { kind: 'hangup', reason: 'hung-up' }
const cancelled: CallBody = { kind: 'hangup', reason: 'cancelled' }
const muted: CallBody = { kind: 'media-state', muted: true, held: false }

let online: Ref[]
let now: number
let seq: number
let table: CallTable

beforeEach(() => {
  online = []
  now = START
  seq = 0
  table = createCallTable((name) =>
    online.filter((ref) => toNameKey(ref.name) === name).map((ref) => ref.device),
  )
})

function comeOnline(...refs: Ref[]): void {
  for (const ref of refs) connect(ref)
}
function connect(ref: Ref, ...claims: CallClaim[]): ReturnType<CallTable['connected']> {
  online = [...online.filter((other) => other.device !== ref.device), ref]
  return table.connected(ref, claims, now)
}
function disconnect(ref: Ref): ReturnType<CallTable['disconnected']> {
  online = online.filter((other) => other.device !== ref.device)
  return table.disconnected(ref, now)
}
/** Says something to all devices of a name, or to one. */
function say(from: Ref, to: UserName | Ref, body: CallBody, callId: CallId = CALL): TableAnswer {
  const target = typeof to === 'string' ? { name: to, device: null } : to
  return table.handleMessage(signed({ callId, from, to: target, seq: seq++, body }), now)
}
/** Outputs in short: "bob/11 accept", "bob/12 !expired", "bob missed". */
function short({ outputs }: Pick<TableAnswer, 'outputs'>): string[] {
  return outputs.map((output) => {
    if (output.type === 'missed') return `${output.callee} missed`
    const to = `${output.to.name}/${Number(output.to.device.slice(-4))}`
    return output.type === 'notice'
      ? `${to} !${output.notice.kind}`
      : `${to} ${output.delivery.signed.message.body.kind}`
  })
}
const outputs = (all: TableAnswer['outputs']): string[] => short({ outputs: all })
const claim = (peer: Ref, phase: CallClaim['phase'], callId = CALL): CallClaim => ({
  callId,
  phase,
  peer: { name: peer.name, device: phase === 'calling' ? null : peer.device },
})
const refused = (code: string) => ({ receipt: { ok: false, error: { code } }, outputs: [] })

describe('ring', () => {
  test('an invite goes to every connected device of the callee', () => {
    comeOnline(ALICE, BOB, BOB_2, CAROL)
    const answer = say(ALICE, bob, invite)
    expect(answer.receipt).toEqual({ ok: true, value: { devices: 2 } })
    expect(short(answer)).toEqual(['bob/11 invite', 'bob/12 invite'])
  })

  test('a name is one name however it is written', () => {
    comeOnline(ALICE, BOB)
    expect(short(say(ALICE, 'BOB' as UserName, invite))).toEqual(['BOB/11 invite'])
    expect(short(say(BOB, alice, accept))).toEqual(['alice/1 accept'])
  })

  test('it lives 60 s: both sides are told, and it is a missed call', () => {
    comeOnline(ALICE, BOB)
    say(ALICE, bob, invite)
    expect(table.nextDeadline()).toBe(START + RING_TTL_MS)
    expect(table.expire(START + RING_TTL_MS - 1)).toEqual([])
    const over = table.expire(START + RING_TTL_MS)
    expect(outputs(over)).toEqual(['alice/1 !expired', 'bob/11 !expired', 'bob missed'])
    expect(over.at(-1)).toMatchObject({ missed: { callId: CALL, from: alice, at: START } })
    expect(table.nextDeadline()).toBeNull()
    expect(say(BOB, alice, accept)).toEqual(refused('call-unknown'))
  })

  test('the deadline is that of the oldest ring that is left', () => {
    comeOnline(ALICE, BOB, CAROL)
    say(ALICE, bob, invite)
    now += 10_000
    say(ALICE, carol, invite, id(2))
    say(BOB, alice, decline)
    expect(table.nextDeadline()).toBe(START + 10_000 + RING_TTL_MS)
  })

  test('an invite twice rings once', () => {
    comeOnline(ALICE, BOB)
    const message = signed({
      callId: CALL,
      from: ALICE,
      to: { name: bob, device: null },
      seq: 0,
      body: invite,
    })
    table.handleMessage(message, now)
    expect(table.handleMessage(message, now)).toEqual({
      receipt: { ok: true, value: { devices: 1 } },
      outputs: [],
    })
  })

  test("nobody takes another's call id", () => {
    comeOnline(ALICE, BOB, CAROL)
    say(ALICE, bob, invite)
    expect(say(CAROL, bob, invite)).toEqual(refused('call-unknown'))
    expect(say(ALICE_2, bob, invite)).toEqual(refused('call-unknown'))
  })

  test('one invite in flight per caller and callee: the newer one silences the older', () => {
    comeOnline(ALICE, BOB)
    say(ALICE, bob, invite)
    expect(short(say(ALICE, bob, invite, id(2)))).toEqual(['bob/11 !gone', 'bob/11 invite'])
    expect(say(BOB, alice, accept)).toEqual(refused('call-unknown'))
    expect(short(say(BOB, alice, accept, id(2)))).toEqual(['alice/1 accept'])
  })

  test('two devices of one caller may ring the same name', () => {
    comeOnline(ALICE, ALICE_2, BOB)
    say(ALICE, bob, invite)
    expect(short(say(ALICE_2, bob, invite, id(2)))).toEqual(['bob/11 invite'])
  })

  test('the caller gives up: every device falls silent, and it is a missed call', () => {
    comeOnline(ALICE, BOB, BOB_2)
    say(ALICE, bob, invite)
    expect(short(say(ALICE, bob, cancelled))).toEqual(['bob/11 hangup', 'bob/12 hangup', 'bob missed'])
    expect(say(ALICE, bob, cancelled)).toEqual({ receipt: { ok: true, value: { devices: 0 } }, outputs: [] })
  })

  test('a hang-up that overtakes its invite: the invite rings nobody', () => {
    comeOnline(ALICE, BOB)
    say(ALICE, bob, cancelled)
    expect(say(ALICE, bob, invite)).toEqual({ receipt: { ok: true, value: { devices: 0 } }, outputs: [] })
    expect(connect(BOB).ringing).toEqual([])
  })

  test('a call that lost a glare is nothing that anybody missed', () => {
    comeOnline(ALICE, BOB)
    say(ALICE, bob, invite)
    expect(short(say(ALICE, bob, { kind: 'hangup', reason: 'superseded' }))).toEqual(['bob/11 hangup'])
  })

  test('a word for one ringing device reaches only that one, and ends nothing', () => {
    comeOnline(ALICE, BOB, BOB_2)
    say(ALICE, bob, invite)
    expect(short(say(ALICE, BOB_2, muted))).toEqual(['bob/12 media-state'])
    expect(short(say(ALICE, BOB_2, hangup))).toEqual(['bob/12 hangup'])
    expect(short(say(BOB, alice, accept))).toEqual(['alice/1 accept', 'bob/12 !answered-elsewhere'])
  })
})

describe('many devices', () => {
  beforeEach(() => {
    comeOnline(ALICE, BOB, BOB_2, BOB_3)
    say(ALICE, bob, invite)
  })

  test('the first accept wins, the others are told, a late one is refused', () => {
    expect(short(say(BOB_2, alice, accept))).toEqual([
      'alice/1 accept',
      'bob/11 !answered-elsewhere',
      'bob/13 !answered-elsewhere',
    ])
    expect(say(BOB, alice, accept)).toEqual(refused('call-answered-elsewhere'))
  })

  test('a late accept is refused truly even when the call is over already', () => {
    say(BOB_2, alice, accept)
    say(ALICE, BOB_2, hangup)
    expect(say(BOB, alice, accept)).toEqual(refused('call-answered-elsewhere'))
    expect(say(BOB_2, alice, accept)).toEqual(refused('call-unknown'))
  })

  test('the winner says it twice: no second winner, no refusal', () => {
    say(BOB_2, alice, accept)
    expect(say(BOB_2, alice, accept)).toMatchObject({ receipt: { ok: true } })
    expect(say(BOB, alice, accept)).toEqual(refused('call-answered-elsewhere'))
  })

  test('decline ends it everywhere', () => {
    expect(short(say(BOB, alice, decline))).toEqual([
      'alice/1 decline',
      'bob/12 !declined-elsewhere',
      'bob/13 !declined-elsewhere',
    ])
    expect(say(BOB_2, alice, accept)).toEqual(refused('call-unknown'))
    expect(table.nextDeadline()).toBeNull()
  })

  test('a device that leaves the ring leaves it to the others', () => {
    expect(short(say(BOB, alice, { kind: 'hangup', reason: 'tampered' }))).toEqual(['alice/1 hangup'])
    expect(say(BOB, alice, accept)).toEqual(refused('call-unknown'))
    expect(short(say(BOB_2, alice, accept))).toEqual(['alice/1 accept', 'bob/13 !answered-elsewhere'])
  })
})

describe('after the accept', () => {
  beforeEach(() => {
    comeOnline(ALICE, ALICE_2, BOB, BOB_2, CAROL)
    say(ALICE, bob, invite)
    say(BOB, alice, accept)
  })

  test('the two devices speak to each other', () => {
    expect(short(say(ALICE, BOB, muted))).toEqual(['bob/11 media-state'])
    expect(short(say(BOB, ALICE, muted))).toEqual(['alice/1 media-state'])
  })

  test.each([
    ['another device of the callee', BOB_2, ALICE, 'call-answered-elsewhere'],
    ['another device of the caller', ALICE_2, BOB, 'call-unknown'],
    ['a third person', CAROL, BOB, 'call-unknown'],
    ['the caller, to a third device', ALICE, BOB_2, 'call-unknown'],
    ['the caller, to a third person', ALICE, CAROL, 'call-unknown'],
  ] as const)('%s has no word in it', (_who, from, to, code) => {
    for (const body of [muted, hangup]) expect(say(from, to, body)).toEqual(refused(code))
    expect(short(say(ALICE, BOB, muted))).toEqual(['bob/11 media-state'])
  })

  test('a cancel that crossed the accept reaches the one who accepted', () => {
    expect(short(say(ALICE, bob, cancelled))).toEqual(['bob/11 hangup'])
  })

  test('either ends it; what comes after finds nothing', () => {
    expect(short(say(BOB, ALICE, hangup))).toEqual(['alice/1 hangup'])
    expect(say(ALICE, BOB, muted)).toEqual(refused('call-unknown'))
  })

  test('no ring time ends a call that is up', () => {
    expect(table.nextDeadline()).toBeNull()
    expect(table.expire(now + 10 * RING_TTL_MS)).toEqual([])
    expect(short(say(ALICE, BOB, muted))).toEqual(['bob/11 media-state'])
  })

  test("the other hears that a device lost the server, and has it again; its person's other devices do not matter", () => {
    expect(outputs(disconnect(BOB))).toEqual(['alice/1 !peer-offline'])
    expect(outputs(disconnect(BOB_2))).toEqual([])
    expect(say(ALICE, BOB, muted)).toEqual({ receipt: { ok: true, value: { devices: 0 } }, outputs: [] })
    expect(outputs(connect(BOB, claim(ALICE, 'active')).outputs)).toEqual(['alice/1 !peer-online'])
    expect(short(say(ALICE, BOB, muted))).toEqual(['bob/11 media-state'])
  })

  test('both lose the server and come back: the call was up all the time', () => {
    disconnect(BOB)
    expect(disconnect(ALICE)).toEqual([])
    expect(connect(ALICE, claim(BOB, 'active'))).toMatchObject({ notices: [] })
    expect(outputs(connect(BOB, claim(ALICE, 'active')).outputs)).toEqual(['alice/1 !peer-online'])
    expect(short(say(BOB, ALICE, muted))).toEqual(['alice/1 media-state'])
  })

  test('both leave for good: the call is forgotten', () => {
    disconnect(BOB)
    disconnect(ALICE)
    table.expire(now + 120_000)
    expect(table.size).toBe(0)
  })

  test('an app that was started anew is not in its old call', () => {
    expect(outputs(connect(BOB).outputs)).toEqual([])
    expect(say(ALICE, BOB, muted)).toEqual(refused('call-unknown'))
  })
})

describe('a device that reconnects', () => {
  test('is rung by what still rings, with its age, and nobody rings it for what does not', () => {
    comeOnline(ALICE, CAROL)
    expect(say(ALICE, bob, invite).receipt).toEqual({ ok: true, value: { devices: 0 } })
    say(CAROL, bob, invite, id(2))
    say(CAROL, bob, cancelled, id(2))
    now += 7_000
    const { ringing: rings } = connect(BOB)
    expect(rings).toMatchObject([{ ageMs: 7_000, signed: { message: { callId: CALL } } }])
    expect(short(say(ALICE, bob, cancelled))).toEqual(['bob/11 hangup', 'bob missed'])
  })

  test('is not rung again by a call that it left', () => {
    comeOnline(ALICE, BOB, BOB_2)
    say(ALICE, bob, invite)
    say(BOB, alice, { kind: 'hangup', reason: 'tampered' })
    expect(connect(BOB).ringing).toEqual([])
    expect(connect(BOB_2, claim(ALICE, 'ringing-in')).ringing).toHaveLength(1)
  })

  test.each([
    ['answered by another device', () => say(BOB_2, alice, accept), 'answered-elsewhere'],
    [
      'answered by another device, and over',
      () => (say(BOB_2, alice, accept), say(ALICE, BOB_2, hangup)),
      'answered-elsewhere',
    ],
    ['declined on another device', () => say(BOB_2, alice, decline), 'declined-elsewhere'],
    ['given up by the caller', () => say(ALICE, bob, cancelled), 'gone'],
    ['too old', () => table.expire(START + RING_TTL_MS), 'gone'],
  ] as const)('learns that its ring was %s', (_what, happen, kind) => {
    comeOnline(ALICE, BOB, BOB_2)
    say(ALICE, bob, invite)
    disconnect(BOB)
    happen()
    const { notices, ringing: rings } = connect(BOB, claim(ALICE, 'ringing-in'))
    expect(notices).toEqual([{ kind, callId: CALL }])
    expect(rings).toEqual([])
  })

  test('and calls is given what was said to it meanwhile', () => {
    comeOnline(ALICE, BOB, BOB_2)
    say(ALICE, bob, invite)
    disconnect(ALICE)
    say(BOB, alice, ringing)
    say(BOB_2, alice, ringing)
    now += 1_000
    say(BOB_2, alice, accept)
    now += 500
    const { ringing: said, notices } = connect(ALICE, claim(BOB, 'calling'))
    expect(notices).toEqual([])
    expect(said.map(({ signed: { message }, ageMs }) => [message.body.kind, message.from, ageMs])).toEqual([
      ['ringing', BOB, 1_500],
      ['accept', BOB_2, 500],
    ])
  })

  test('and calls hears of the decline by the decline itself', () => {
    comeOnline(ALICE, BOB)
    say(ALICE, bob, invite)
    disconnect(ALICE)
    say(BOB, alice, decline)
    const { ringing: said, notices } = connect(ALICE, claim(BOB, 'calling'))
    expect(notices).toEqual([])
    expect(said).toMatchObject([{ signed: { message: { body: decline } } }])
  })

  test('no other device of the caller is given the answers', () => {
    comeOnline(ALICE, BOB)
    say(ALICE, bob, invite)
    say(BOB, alice, ringing)
    expect(connect(ALICE_2, claim(BOB, 'calling')).ringing).toEqual([])
  })

  test('and does not claim its dialling was started anew: the ring ends, and is a missed call', () => {
    comeOnline(ALICE, BOB)
    say(ALICE, bob, invite)
    disconnect(ALICE)
    expect(outputs(connect(ALICE).outputs)).toEqual(['bob/11 !gone', 'bob missed'])
    expect(say(BOB, alice, accept)).toEqual(refused('call-unknown'))
  })

  test('and still dials goes on dialling', () => {
    comeOnline(ALICE, BOB)
    say(ALICE, bob, invite)
    disconnect(ALICE)
    expect(connect(ALICE, claim(BOB, 'calling'))).toEqual({ ringing: [], notices: [], outputs: [] })
    expect(short(say(BOB, alice, accept))).toEqual(['alice/1 accept'])
  })
})

describe('a server that was restarted', () => {
  test('knows a call again when both devices claim it', () => {
    connect(ALICE, claim(BOB, 'active'))
    expect(say(ALICE, BOB, muted)).toEqual({ receipt: { ok: true, value: { devices: 0 } }, outputs: [] })
    expect(outputs(connect(BOB, claim(ALICE, 'active')).outputs)).toEqual(['alice/1 !peer-online'])
    expect(short(say(ALICE, BOB, muted))).toEqual(['bob/11 media-state'])
    expect(short(say(BOB, ALICE, hangup))).toEqual(['alice/1 hangup'])
  })

  test('hands nothing to a device that does not claim the call, nor to one that claims it with somebody else', () => {
    connect(CAROL, claim(BOB, 'active'))
    connect(BOB)
    expect(short(say(CAROL, BOB, muted))).toEqual([])
    connect(BOB, claim(ALICE, 'active'))
    expect(short(say(CAROL, BOB, muted))).toEqual([])
  })

  test('forgets a claim whose device leaves, or hangs up', () => {
    connect(ALICE, claim(BOB, 'active'))
    disconnect(ALICE)
    expect(table.size).toBe(0)
    connect(ALICE, claim(BOB, 'active'))
    say(ALICE, BOB, hangup)
    expect(table.size).toBe(0)
  })

  test('tells rings and dials that they are gone', () => {
    const gone = [{ kind: 'gone', callId: CALL }]
    expect(connect(ALICE, claim(BOB, 'calling')).notices).toEqual(gone)
    expect(connect(BOB, claim(ALICE, 'ringing-in')).notices).toEqual(gone)
    expect(table.size).toBe(0)
  })
})

describe('bounds', () => {
  test('eight calls ring one name at most', () => {
    comeOnline(BOB)
    const callers = Array.from({ length: 9 }, (_, n) => ({
      name: `caller ${n}` as UserName,
      device: device(100 + n),
    }))
    const receipts = callers.map((caller, n) => say(caller, bob, invite, id(100 + n)).receipt.ok)
    expect(receipts).toEqual([...Array.from({ length: 8 }, () => true), false])
    say(BOB, callers[0]!.name, decline, id(100))
    expect(say(callers[8]!, bob, invite, id(200)).receipt.ok).toBe(true)
  })

  test('one name rings eight others at most', () => {
    const receipts = Array.from(
      { length: 9 },
      (_, n) => say(ALICE, `callee ${n}` as UserName, invite, id(100 + n)).receipt,
    )
    expect(receipts.at(-1)).toMatchObject({ ok: false, error: { code: 'rate-limited' } })
    expect(receipts.filter((receipt) => receipt.ok)).toHaveLength(8)
  })

  test('an ended call is forgotten after two minutes', () => {
    comeOnline(ALICE, BOB)
    say(ALICE, bob, invite)
    say(BOB, alice, decline)
    table.expire(now + 119_999)
    expect(table.size).toBe(1)
    table.expire(now + 120_000)
    expect(table.size).toBe(0)
  })

  test('a full table makes room by the calls that ended first, never by one that is up', () => {
    comeOnline(ALICE, BOB)
    say(ALICE, bob, invite, id(1))
    say(BOB, alice, accept, id(1))
    for (let n = 2; n <= 25_000; n++) {
      const answer = say(ALICE, bob, invite, id(n))
      if (!answer.receipt.ok) expect.fail(`call ${n} was refused`)
      say(ALICE, bob, cancelled, id(n))
    }
    expect(table.size).toBeLessThanOrEqual(20_000)
    expect(short(say(ALICE, BOB, muted, id(1)))).toEqual(['bob/11 media-state'])
  })
})
