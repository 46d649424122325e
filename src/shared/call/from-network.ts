import { isSameName, type DeviceId } from '../ids.ts'
import type { CallBody, HangUpReason } from '../protocol/call-message.ts'
import { assertNever } from '../result.ts'
import type { EndReason, LiveCall, RingingDevice } from './call.ts'
import { ConnectFailure } from './failure.ts'
import { beginTalk } from './begin-talk.ts'
import { findLive, finish, giveUp, holdOthers, put, send, type Draft } from './draft.ts'
import { firstSight, keepEarly, takeEarly } from './inbox.ts'
import { handleInvite } from './invite.ts'
import type { IncomingMessage } from './phone.ts'
import { peerId, resourcesOf } from './resources.ts'

/** Devices that ring for one call, against a flood. */
const DEVICES_LIMIT = 8

export function handleMessage(draft: Draft, incoming: IncomingMessage, cause?: ConnectFailure): void {
  const { callId, from, to, body } = incoming.signed.message
  const { self } = draft.before
  const isForMe = isSameName(to.name, self.name) && (to.device === null || to.device === self.device)
  if (!isForMe || incoming.relation.blocked || isSameName(from.name, self.name)) return
  if (draft.finished.includes(callId) || draft.calls.get(callId)?.phase === 'ended') return
  const call = findLive(draft, callId)
  if (call === null) {
    if (body.kind !== 'invite') return keepEarly(draft, incoming)
    handleInvite(draft, incoming, body)
    for (const early of takeEarly(draft, callId)) handleMessage(draft, early)
    return
  }
  if (!isSameName(from.name, call.peer) || !firstSight(draft, incoming)) return
  if (body.kind === 'hangup') handleHangUp(draft, call, from.device, moreExact(body.reason, call, cause))
  else handleBody(draft, call, from.device, body)
}

/** The other side gives up because it found no way; what stands in mine is of more use to the person here. */
function moreExact(reason: HangUpReason, call: LiveCall, mine: ConnectFailure | undefined): EndReason {
  const isAboutTheWay = reason === 'connection-failed' || ConnectFailure.safeParse(reason).success
  const isKnown = call.phase === 'connecting' && isAboutTheWay && mine !== undefined && mine !== 'no-path'
  return isKnown ? mine : endReasonOf(reason)
}

function handleBody(
  draft: Draft,
  call: LiveCall,
  device: DeviceId,
  body: Exclude<CallBody, { kind: 'hangup' }>,
): void {
  switch (body.kind) {
    case 'invite':
      return
    case 'ringing':
      return handleRinging(draft, call, device, body)
    case 'accept':
      return handleAccept(draft, call, device)
    case 'decline':
      if (call.phase === 'calling' || call.phase === 'ringing-out')
        finish(draft, call, 'peer-declined', body.note)
      return
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

function handleRinging(
  draft: Draft,
  call: LiveCall,
  device: DeviceId,
  body: Extract<CallBody, { kind: 'ringing' }>,
): void {
  if (call.phase !== 'calling' && call.phase !== 'ringing-out') return
  const known = call.phase === 'ringing-out' ? call.devices : new Map<DeviceId, RingingDevice>()
  const left = call.phase === 'ringing-out' ? call.left : new Set<DeviceId>()
  if (known.size >= DEVICES_LIMIT || known.has(device) || left.has(device)) return
  const link = { kind: 'none' } as const
  const entry = { preconnect: call.preconnect && body.preconnect, busy: body.busy, link }
  const { callId, peer, direction, startedAt, nextSeq, preconnect } = call
  const devices = new Map([...known, [device, entry] as const])
  put(draft, { phase: 'ringing-out', callId, peer, direction, startedAt, nextSeq, preconnect, devices, left })
}

function handleAccept(draft: Draft, call: LiveCall, device: DeviceId): void {
  if (call.phase === 'connecting' || call.phase === 'active') {
    if (call.device !== device)
      send(draft, call.callId, device, { kind: 'hangup', reason: 'answered-elsewhere' })
    return
  }
  if (call.phase !== 'calling' && call.phase !== 'ringing-out') return
  if (call.phase === 'ringing-out' && call.left.has(device)) return
  // The person may have gone back to a held call while this one rang.
  holdOthers(draft, call.callId)
  const link = call.phase === 'ringing-out' ? call.devices.get(device)?.link : undefined
  beginTalk(draft, call, device, link ?? { kind: 'none' })
}

function handleHangUp(draft: Draft, call: LiveCall, device: DeviceId, reason: EndReason): void {
  switch (call.phase) {
    case 'calling':
      return giveUp(draft, call, reason)
    case 'ringing-out': {
      const devices = new Map(call.devices)
      devices.delete(device)
      if (devices.size === 0) return giveUp(draft, call, reason)
      return put(draft, { ...call, devices, left: new Set(call.left).add(device) })
    }
    case 'ringing-in':
      if (call.device === device) finish(draft, call, isRingEnd(reason) ? reason : 'missed')
      return
    case 'connecting':
    case 'active':
      if (call.device === device) finish(draft, call, reason)
  }
}

const isRingEnd = (reason: EndReason): reason is 'superseded' | 'answered-elsewhere' | 'tampered' =>
  reason === 'superseded' || reason === 'answered-elsewhere' || reason === 'tampered'

/** How the other side's reason reads here. */
function endReasonOf(reason: HangUpReason): EndReason {
  switch (reason) {
    case 'hung-up':
    case 'cancelled':
    case 'app-closed':
      return 'peer-hung-up'
    case 'no-network':
    case 'relay-missing':
    case 'relay-refused':
    case 'relay-unreachable':
    case 'udp-blocked':
      // These are about the network and the relay over there, not mine.
      return 'peer-network-failed'
    default:
      return reason
  }
}
