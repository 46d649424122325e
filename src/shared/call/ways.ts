import type { CallBodyKind } from '../protocol/call-message.ts'

/**
 * Whether a message may take the control channel besides the server. Everything about a call that is up may, so that it
 * lives without the server. Who answers a ring is decided by the server alone: two devices that accept in one moment
 * would otherwise be told apart differently by the server and by the caller.
 */
export function mayTakeControlChannel(kind: CallBodyKind): boolean {
  return kind === 'hangup' || kind === 'description' || kind === 'candidates' || kind === 'media-state'
}

/**
 * An accept over the control channel is a hint: the caller may let that device hear already, some milliseconds before
 * the server's word arrives. It changes no state; if another device wins, the connection closes.
 */
export function isControlChannelHint(kind: CallBodyKind): boolean {
  return kind === 'accept'
}
