import type { CallBodyKind } from '../protocol/call-message.ts'

/**
 * Whether a message may take the control channel besides the server. Everything about a call that is up may, so that it
 * lives without the server. Who answers a ring is decided by the server alone: two devices that accept in one moment
 * would otherwise be told apart differently by the server and by the caller.
 */
export function mayTakeControlChannel(kind: CallBodyKind): boolean {
  return kind === 'hangup' || kind === 'description' || kind === 'candidates' || kind === 'media-state'
}
