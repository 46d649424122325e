import { findLive, finish, put, send, sendMediaState, type Draft } from './draft.ts'
import type { PeerKey } from './phone.ts'

/** ICE and DTLS are up with that device, for the first time or again. */
export function peerConnected(draft: Draft, { callId, device }: PeerKey): void {
  const call = findLive(draft, callId)
  if (call === null) return
  switch (call.phase) {
    case 'calling':
      return
    case 'ringing-out': {
      const known = call.devices.get(device)
      if (known === undefined || known.connected) return
      put(draft, { ...call, devices: new Map(call.devices).set(device, { ...known, connected: true }) })
      return
    }
    case 'ringing-in':
      if (call.device === device && !call.connected) put(draft, { ...call, connected: true })
      return
    case 'connecting':
      if (call.device !== device) return
      put(draft, {
        ...call,
        phase: 'active',
        connectedAt: draft.now,
        link: { kind: 'up' },
        peerOffline: false,
      })
      if (draft.muted || call.heldByMe) sendMediaState(draft, callId)
      return
    case 'active':
      if (call.device === device && call.link.kind === 'lost') put(draft, { ...call, link: { kind: 'up' } })
  }
}

/** No media now; it may come back. */
export function peerLost(draft: Draft, { callId, device }: PeerKey): void {
  const call = findLive(draft, callId)
  if (call === null) return
  if (call.phase === 'ringing-out') {
    const known = call.devices.get(device)
    if (known?.connected !== true) return
    put(draft, { ...call, devices: new Map(call.devices).set(device, { ...known, connected: false }) })
  } else if (call.phase === 'ringing-in') {
    if (call.device === device && call.connected) put(draft, { ...call, connected: false })
  } else if (call.phase === 'active' && call.device === device && call.link.kind === 'up') {
    put(draft, { ...call, link: { kind: 'lost', since: draft.now } })
  }
}

/** ICE gave up. A call that was up is given the time of its media-loss limit; one that never was is over. */
export function peerFailed(draft: Draft, peer: PeerKey): void {
  const call = findLive(draft, peer.callId)
  if (call?.phase !== 'connecting' || call.device !== peer.device) return peerLost(draft, peer)
  send(draft, call.callId, call.device, { kind: 'hangup', reason: 'connection-failed' })
  finish(draft, call, 'connection-failed')
}
