import { isSameName } from '../ids.ts'
import type { CallBody } from '../protocol/call-message.ts'
import { RING_LOCAL_LIMIT_MS } from '../protocol/version.ts'
import type { Active, Calling, Connecting, RingingIn, RingingOut } from './call.ts'
import { addCall, finish, forget, isBusy, liveCalls, send, type Draft } from './draft.ts'
import { pickUp } from './from-person.ts'
import { survivesGlare } from './glare.ts'
import { earlyFor, firstSight } from './inbox.ts'
import type { IncomingMessage } from './phone.ts'

/** Calls that ring at once, against a flood. */
const RINGING_LIMIT = 4

/** How far an invite that lost a glare may be overtaken by the accept that its sender said next. No app starts anew faster. */
const CROSSING_MS = 500

/** Somebody calls: it rings, unless it is the other half of a call that these two are already about. */
export function handleInvite(
  draft: Draft,
  incoming: IncomingMessage,
  body: Extract<CallBody, { kind: 'invite' }>,
): void {
  const { callId, from } = incoming.signed.message
  const ringing: RingingIn = {
    phase: 'ringing-in',
    callId,
    peer: from.name,
    direction: 'incoming',
    startedAt: draft.now,
    nextSeq: 0,
    device: from.device,
    alert: 'waiting',
    preconnect: body.preconnect && incoming.relation.accepted,
    link: { kind: 'none' },
    ringUntil: draft.now + Math.max(0, RING_LOCAL_LIMIT_MS - incoming.ageMs),
  }
  const withPeer = liveCalls(draft).filter((call) => isSameName(call.peer, from.name))

  const mine = withPeer.find(
    (call): call is Calling | RingingOut => call.phase === 'calling' || call.phase === 'ringing-out',
  )
  if (mine !== undefined) return settleGlare(draft, mine, ringing, incoming)

  const lost = withPeer.find(
    (call): call is Connecting | Active =>
      (call.phase === 'active' || call.phase === 'connecting') && call.device === from.device,
  )
  if (lost !== undefined) return settleRecall(draft, lost, ringing, incoming)

  if (liveCalls(draft).filter((call) => call.phase === 'ringing-in').length >= RINGING_LIMIT) return
  const busy = isBusy(draft)
  addCall(draft, ringing)
  firstSight(draft, incoming)
  send(draft, callId, from.device, { kind: 'ringing', preconnect: ringing.preconnect, busy })
}

/** Both invite each other: both ends keep the call with the lower id, as if it had been picked up. */
function settleGlare(
  draft: Draft,
  mine: Calling | RingingOut,
  theirs: RingingIn,
  incoming: IncomingMessage,
): void {
  if (isOver(draft, theirs) || survivesGlare(mine.callId, theirs.callId)) return forget(draft, theirs.callId)
  send(draft, mine.callId, null, { kind: 'hangup', reason: 'superseded' })
  finish(draft, mine, 'superseded')
  answerAtOnce(draft, theirs, incoming)
}

/** The device that I talk to invites me, so it has lost our call: the new one takes its place. */
function settleRecall(
  draft: Draft,
  lost: Connecting | Active,
  again: RingingIn,
  incoming: IncomingMessage,
): void {
  const isFresh = lost.direction === 'outgoing' && draft.now - lost.acceptedAt < CROSSING_MS
  const lostGlare = isFresh && survivesGlare(lost.callId, again.callId)
  if (lostGlare || isOver(draft, again)) return forget(draft, again.callId)
  // The server learns that the old call is over, and so does a peer that has not lost it after all.
  send(draft, lost.callId, lost.device, { kind: 'hangup', reason: 'superseded' })
  finish(draft, lost, 'superseded')
  answerAtOnce(draft, again, incoming)
}

/** Its hang-up overtook it. */
function isOver(draft: Draft, { callId, device }: RingingIn): boolean {
  return earlyFor(draft, callId).some(
    ({ signed: { message } }) => message.from.device === device && message.body.kind === 'hangup',
  )
}

function answerAtOnce(draft: Draft, ringing: RingingIn, incoming: IncomingMessage): void {
  const quiet = { ...ringing, preconnect: false }
  addCall(draft, quiet)
  firstSight(draft, incoming)
  pickUp(draft, quiet)
}
