import type { CallId } from '../ids.ts'
import {
  CONNECT_TIMEOUT_MS,
  EARLY_MESSAGE_TTL_MS,
  MEDIA_LOSS_LIMIT_MS,
  MEDIA_LOSS_LIMIT_RECONNECTING_MS,
  RING_ACK_TIMEOUT_MS,
  RING_LOCAL_LIMIT_MS,
} from '../protocol/version.ts'
import { assertNever } from '../result.ts'
import type { LiveCall } from './call.ts'
import type { PeerKey, PeerResource, Phone, Resources, TimerKey } from './phone.ts'

export function peerId({ callId, device }: PeerKey): string {
  return `${callId}/${device}`
}

/** What the outside world has to be for this state. */
export function resourcesOf(phone: Phone): Resources {
  const live = [...phone.calls.values()].filter((call) => call.phase !== 'ended')
  const peers = live.flatMap(peersOf)
  const timers = new Map<TimerKey, number>(live.flatMap(timersOf))
  const earliest = phone.early[0]
  if (earliest !== undefined) timers.set('early:all', earliest.at + EARLY_MESSAGE_TTL_MS)
  const find = (matches: (call: LiveCall) => boolean): CallId | null => live.find(matches)?.callId ?? null
  return {
    // A held call keeps it open: opening a device anew takes long, and its track is silent meanwhile.
    microphone: live.some((call) => call.phase !== 'ringing-in'),
    peers: new Map(peers.map((peer) => [peerId(peer), peer])),
    ring: find((call) => call.phase === 'ringing-in' && call.alert === 'ring'),
    waiting: find((call) => call.phase === 'ringing-in' && call.alert === 'waiting'),
    ringback: find((call) => call.phase === 'ringing-out'),
    timers,
  }
}

function peersOf(call: LiveCall): PeerResource[] {
  const role = call.direction === 'outgoing' ? 'caller' : 'callee'
  const base = { callId: call.callId, name: call.peer, role } as const
  switch (call.phase) {
    case 'calling':
      return []
    case 'ringing-out':
      return [...call.devices]
        .filter(([, device]) => device.preconnect)
        .map(([device]) => ({ ...base, device, audible: false }))
    case 'ringing-in':
      return call.preconnect ? [{ ...base, device: call.device, audible: false }] : []
    case 'connecting':
    case 'active':
      return [{ ...base, device: call.device, audible: !call.heldByMe && !call.peerState.held }]
    default:
      return assertNever(call)
  }
}

function timersOf(call: LiveCall): [TimerKey, number][] {
  switch (call.phase) {
    case 'calling':
      return [[`ring-ack:${call.callId}`, call.startedAt + RING_ACK_TIMEOUT_MS]]
    case 'ringing-out':
      return [[`ring-limit:${call.callId}`, call.startedAt + RING_LOCAL_LIMIT_MS]]
    case 'ringing-in':
      return [[`ring-limit:${call.callId}`, call.ringUntil]]
    case 'connecting':
      return [[`connect:${call.callId}`, call.acceptedAt + CONNECT_TIMEOUT_MS]]
    case 'active': {
      if (call.link.kind === 'up') return []
      const limit = call.peerOffline ? MEDIA_LOSS_LIMIT_RECONNECTING_MS : MEDIA_LOSS_LIMIT_MS
      return [[`media-loss:${call.callId}`, call.link.since + limit]]
    }
    default:
      return assertNever(call)
  }
}
