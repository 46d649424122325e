import type { CallClaim } from '../protocol/signaling-events.ts'
import { assertNever } from '../result.ts'
import type { Call } from './call.ts'
import type { Phone } from './phone.ts'

/** The calls that this device tells a server at a reconnect. One that it does not name counts as lost there. */
export function claimsOf(phone: Phone): CallClaim[] {
  return [...phone.calls.values()].flatMap(toClaim)
}

function toClaim(call: Call): CallClaim[] {
  const { callId, phase } = call
  switch (phase) {
    case 'ringing-in':
      return [{ callId, peer: { name: call.peer, device: call.device }, phase: 'ringing-in' }]
    case 'calling':
    case 'ringing-out':
      return [{ callId, peer: { name: call.peer, device: null }, phase: 'calling' }]
    case 'connecting':
    case 'active':
      return [{ callId, peer: { name: call.peer, device: call.device }, phase: 'active' }]
    case 'ended':
      return []
    default:
      return assertNever(phase)
  }
}
