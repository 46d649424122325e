import type { AppError } from '../errors.ts'
import { isSameName, type DeviceId } from '../ids.ts'
import type { CallBody, HangUpReason } from '../protocol/call-message.ts'
import type { CallNotice } from '../protocol/signaling-events.ts'
import { RING_LOCAL_LIMIT_MS } from '../protocol/version.ts'
import { assertNever } from '../result.ts'
import type { EndReason, LiveCall, RingingDevice, RingingIn } from './call.ts'
import {
  addCall,
  findLive,
  finish,
  forget,
  isBusy,
  liveCalls,
  put,
  send,
  sendMediaState,
  type Draft,
} from './draft.ts'
import { pickUp } from './from-person.ts'
import { survivesGlare } from './glare.ts'
import type { IncomingMessage, PhoneEvent } from './phone.ts'
import { peerId, resourcesOf } from './resources.ts'

/** Bounds against a flood: calls that ring at once, devices that ring for one call, early messages. */
const RINGING_LIMIT = 4
const DEVICES_LIMIT = 8
const EARLY_LIMIT = 64

export function handleMessage(draft: Draft, incoming: IncomingMessage): void {
  const { callId, from, to, body } = incoming.signed.message
  const { self } = draft.before
  const isForMe = isSameName(to.name, self.name) && (to.device === null || to.device === self.device)
  if (!isForMe || incoming.relation.blocked || isSameName(from.name, self.name)) return
  if (draft.finished.includes(callId) || draft.calls.get(callId)?.phase === 'ended') return
  const call = findLive(draft, callId)
  if (call === null) {
    if (body.kind === 'invite') handleInvite(draft, incoming, body)
    else if (comesEarly(body)) keepEarly(draft, incoming)
    return
  }
  if (!isSameName(from.name, call.peer) || !firstSight(draft, incoming)) return
  handleBody(draft, call, from.device, body)
}

function handleBody(draft: Draft, call: LiveCall, device: DeviceId, body: CallBody): void {
  switch (body.kind) {
    case 'invite':
      return
    case 'ringing':
      return handleRinging(draft, call, device, body)
    case 'accept':
      return handleAccept(draft, call, device)
    case 'decline':
      if (call.phase === 'calling' || call.phase === 'ringing-out') finish(draft, call, 'peer-declined')
      return
    case 'hangup':
      return handleHangUp(draft, call, device, body.reason)
    case 'description':
    case 'candidates': {
      const peer = { callId: call.callId, device }
      const wanted = resourcesOf({ ...draft.before, calls: draft.calls, early: [] }).peers
      if (wanted.has(peerId(peer))) draft.effects.push({ type: 'peer-message', peer, body })
      return
    }
    case 'media-state': {
      if ((call.phase !== 'active' && call.phase !== 'connecting') || call.device !== device) return
      put(draft, { ...call, peerState: { muted: body.muted, held: body.held } })
      return
    }
    default:
      assertNever(body)
  }
}

function handleInvite(
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
    connected: false,
    ringUntil: draft.now + Math.max(0, RING_LOCAL_LIMIT_MS - incoming.ageMs),
  }
  const withPeer = liveCalls(draft).filter((call) => isSameName(call.peer, from.name))

  // Glare (both invite each other): both ends keep the call with the lower id, as if it had been picked up.
  const mine = withPeer.find((call) => call.phase === 'calling' || call.phase === 'ringing-out')
  if (mine !== undefined) {
    if (survivesGlare(mine.callId, callId)) return forget(draft, callId)
    send(draft, mine.callId, null, { kind: 'hangup', reason: 'superseded' })
    finish(draft, mine, 'superseded')
    return answerAtOnce(draft, ringing, incoming)
  }

  // Re-call: the device that I talk to invites me, so it has lost our call.
  const lost = withPeer.find(
    (call) => (call.phase === 'active' || call.phase === 'connecting') && call.device === from.device,
  )
  if (lost !== undefined) {
    finish(draft, lost, 'superseded')
    return answerAtOnce(draft, ringing, incoming)
  }

  if (liveCalls(draft).filter((call) => call.phase === 'ringing-in').length >= RINGING_LIMIT) return
  const busy = isBusy(draft)
  addCall(draft, ringing)
  firstSight(draft, incoming)
  send(draft, callId, from.device, { kind: 'ringing', preconnect: ringing.preconnect, busy })
  replayEarly(draft, incoming)
}

function answerAtOnce(draft: Draft, ringing: RingingIn, incoming: IncomingMessage): void {
  const quiet = { ...ringing, preconnect: false }
  addCall(draft, quiet)
  firstSight(draft, incoming)
  pickUp(draft, quiet)
  replayEarly(draft, incoming)
}

function handleRinging(
  draft: Draft,
  call: LiveCall,
  device: DeviceId,
  body: Extract<CallBody, { kind: 'ringing' }>,
): void {
  if (call.phase !== 'calling' && call.phase !== 'ringing-out') return
  const known = call.phase === 'ringing-out' ? call.devices : new Map<DeviceId, RingingDevice>()
  if (known.size >= DEVICES_LIMIT || known.has(device)) return
  const entry = { preconnect: call.preconnect && body.preconnect, busy: body.busy, connected: false }
  const { callId, peer, direction, startedAt, nextSeq, preconnect } = call
  const devices = new Map([...known, [device, entry] as const])
  put(draft, { phase: 'ringing-out', callId, peer, direction, startedAt, nextSeq, preconnect, devices })
}

function handleAccept(draft: Draft, call: LiveCall, device: DeviceId): void {
  if (call.phase === 'connecting' || call.phase === 'active') {
    if (call.device !== device)
      send(draft, call.callId, device, { kind: 'hangup', reason: 'answered-elsewhere' })
    return
  }
  if (call.phase !== 'calling' && call.phase !== 'ringing-out') return
  const { callId, peer, direction, startedAt, nextSeq } = call
  const isConnected = call.phase === 'ringing-out' && call.devices.get(device)?.connected === true
  const base = {
    callId,
    peer,
    direction,
    startedAt,
    nextSeq,
    device,
    acceptedAt: draft.now,
    heldByMe: false,
    peerState: { muted: false, held: false },
  }
  if (isConnected) {
    put(draft, { ...base, phase: 'active', connectedAt: draft.now, link: { kind: 'up' }, peerOffline: false })
    if (draft.muted) sendMediaState(draft, callId)
  } else put(draft, { ...base, phase: 'connecting' })
}

function handleHangUp(draft: Draft, call: LiveCall, device: DeviceId, reason: HangUpReason): void {
  switch (call.phase) {
    case 'calling':
      return finish(draft, call, endReasonOf(reason))
    case 'ringing-out': {
      const devices = new Map(call.devices)
      if (!devices.delete(device)) return
      if (devices.size === 0) finish(draft, call, endReasonOf(reason))
      else put(draft, { ...call, devices })
      return
    }
    case 'ringing-in':
      if (call.device === device) finish(draft, call, isRingEnd(reason) ? reason : 'missed')
      return
    case 'connecting':
    case 'active':
      if (call.device === device) finish(draft, call, endReasonOf(reason))
  }
}

const isRingEnd = (reason: HangUpReason): reason is 'superseded' | 'answered-elsewhere' | 'tampered' =>
  reason === 'superseded' || reason === 'answered-elsewhere' || reason === 'tampered'

/** How the other side's reason reads here. */
function endReasonOf(reason: HangUpReason): EndReason {
  return reason === 'hung-up' || reason === 'cancelled' || reason === 'app-closed' ? 'peer-hung-up' : reason
}

export function handleNotice(draft: Draft, notice: CallNotice): void {
  const call = findLive(draft, notice.callId)
  if (call === null) return
  const isDialling = call.phase === 'calling' || call.phase === 'ringing-out'
  switch (notice.kind) {
    case 'answered-elsewhere':
      if (call.phase === 'ringing-in' || (call.phase === 'connecting' && call.direction === 'incoming')) {
        finish(draft, call, 'answered-elsewhere')
      }
      return
    case 'declined-elsewhere':
      if (call.phase === 'ringing-in') finish(draft, call, 'declined-elsewhere')
      return
    case 'expired':
      if (call.phase === 'ringing-in') finish(draft, call, 'missed')
      else if (isDialling) finish(draft, call, 'no-answer')
      return
    case 'gone':
      if (call.phase === 'ringing-in') finish(draft, call, 'missed')
      else if (isDialling) finish(draft, call, 'unreachable')
      return
    case 'peer-offline':
    case 'peer-online': {
      const peerOffline = notice.kind === 'peer-offline'
      if (call.phase === 'active' && call.peerOffline !== peerOffline) put(draft, { ...call, peerOffline })
      return
    }
    default:
      assertNever(notice)
  }
}

/** The server's answer to a message of mine. */
export function handleReceipt(draft: Draft, event: Extract<PhoneEvent, { type: 'receipt' }>): void {
  const call = findLive(draft, event.callId)
  if (call === null) return
  if (event.kind === 'invite' && call.phase === 'calling') {
    if (!event.result.ok) return finish(draft, call, inviteFailure(event.result.error))
    const calleeOffline = event.result.devices === 0
    if (call.calleeOffline !== calleeOffline) put(draft, { ...call, calleeOffline })
  } else if (event.kind === 'accept' && !event.result.ok && call.direction === 'incoming') {
    if (call.phase !== 'connecting' && call.phase !== 'active') return
    // Any other failure is one of the way to the server, and the accept is sent again.
    if (event.result.error.code === 'call-answered-elsewhere') finish(draft, call, 'answered-elsewhere')
    else if (event.result.error.code === 'call-unknown') finish(draft, call, 'peer-gone')
  }
}

function inviteFailure(error: AppError): EndReason {
  switch (error.code) {
    case 'name-unknown':
      return 'unknown-name'
    case 'call-not-allowed':
      return 'not-allowed'
    case 'rate-limited':
      return 'rate-limited'
    case 'key-changed':
      return 'key-changed'
    case 'not-connected':
      return 'not-connected'
    default:
      return 'unreachable'
  }
}

/** A message of this call did not carry its sender's signature. What is up already is safe: DTLS guards it. */
export function handleTampering(draft: Draft, callId: LiveCall['callId']): void {
  const call = findLive(draft, callId)
  if (call === null || call.phase === 'active') return
  const device = call.phase === 'calling' || call.phase === 'ringing-out' ? null : call.device
  send(draft, callId, device, { kind: 'hangup', reason: 'tampered' })
  finish(draft, call, 'tampered')
}

/** Notes a message as seen; false when it was before. */
function firstSight(draft: Draft, { signed }: IncomingMessage): boolean {
  const { callId, from, seq } = signed.message
  const ofCall = draft.seen.get(callId) ?? new Map()
  const ofDevice: ReadonlySet<number> = ofCall.get(from.device) ?? new Set()
  if (ofDevice.has(seq)) return false
  draft.seen = new Map(draft.seen).set(callId, new Map(ofCall).set(from.device, new Set(ofDevice).add(seq)))
  return true
}

/** Messages that may overtake the invite of their call. */
function comesEarly(body: CallBody): boolean {
  return body.kind === 'candidates' || body.kind === 'hangup' || body.kind === 'description'
}

function keepEarly(draft: Draft, message: IncomingMessage): void {
  draft.early = [...draft.early, { at: draft.now, message }].slice(-EARLY_LIMIT)
}

function replayEarly(draft: Draft, { signed }: IncomingMessage): void {
  const isMine = (early: { message: IncomingMessage }): boolean =>
    early.message.signed.message.callId === signed.message.callId
  const waiting = draft.early.filter(isMine)
  if (waiting.length === 0) return
  draft.early = draft.early.filter((early) => !isMine(early))
  for (const { message } of waiting) handleMessage(draft, message)
}
