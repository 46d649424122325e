import type { Connecting, RingingIn, RingingOut, RingLink } from './call.ts'
import { findLive, finish, put, send, sendMediaState, type Draft } from './draft.ts'
import type { ConnectFailure } from './failure.ts'
import type { PeerKey } from './phone.ts'

/** ICE and DTLS are up with that device, for the first time or again. */
export function peerConnected(draft: Draft, peer: PeerKey): void {
  const call = findLive(draft, peer.callId)
  switch (call?.phase) {
    case undefined:
    case 'calling':
      return
    case 'ringing-out':
    case 'ringing-in':
      return setRingLink(draft, call, peer, { kind: 'up' })
    case 'connecting':
      if (call.device !== peer.device) return
      put(draft, {
        ...call,
        phase: 'active',
        connectedAt: draft.now,
        link: { kind: 'up' },
        peerOffline: false,
      })
      if (draft.muted || call.heldByMe) sendMediaState(draft, call.callId)
      return
    case 'active':
      if (call.device === peer.device && call.link.kind === 'lost') {
        put(draft, { ...call, link: { kind: 'up' } })
      }
  }
}

/** No media now; it may come back. */
export function peerLost(draft: Draft, peer: PeerKey): void {
  const call = findLive(draft, peer.callId)
  if (call?.phase === 'ringing-out' || call?.phase === 'ringing-in') {
    setRingLink(draft, call, peer, { kind: 'none' })
  } else if (call?.phase === 'active' && call.device === peer.device && call.link.kind === 'up') {
    put(draft, { ...call, link: { kind: 'lost', since: draft.now } })
  }
}

/**
 * There will be no connection. While it rings that is remembered: another device may answer, or nobody. A call that was up
 * is given the time of its media-loss limit.
 */
export function peerStranded(draft: Draft, peer: PeerKey, cause: ConnectFailure): void {
  const call = findLive(draft, peer.callId)
  if (call?.phase === 'ringing-out' || call?.phase === 'ringing-in') {
    setRingLink(draft, call, peer, { kind: 'stranded', cause })
  } else if (call?.phase === 'connecting' && call.device === peer.device) {
    failToConnect(draft, call, cause)
  } else peerLost(draft, peer)
}

function setRingLink(draft: Draft, call: RingingOut | RingingIn, { device }: PeerKey, link: RingLink): void {
  if (call.phase === 'ringing-in') {
    if (call.device === device && call.link.kind !== link.kind) put(draft, { ...call, link })
    return
  }
  const known = call.devices.get(device)
  if (known === undefined || known.link.kind === link.kind) return
  put(draft, { ...call, devices: new Map(call.devices).set(device, { ...known, link }) })
}

/** Ends a call that found no way, on both sides and with its cause. */
export function failToConnect(draft: Draft, call: Connecting, cause: ConnectFailure | undefined): void {
  const reason = call.peerOffline ? 'peer-gone' : (cause ?? 'connection-failed')
  const told = reason === 'peer-gone' ? 'connection-failed' : reason
  send(draft, call.callId, call.device, { kind: 'hangup', reason: told })
  finish(draft, call, reason)
}
