import type { CallId, DeviceId, UserName } from '../ids.ts'
import type { CallNote } from '../model/call-note.ts'
import type { HangUpReason } from '../protocol/call-message.ts'
import type { ConnectFailure } from './failure.ts'

/** Why an ended call ended, as its screen explains it. */
export type EndReason =
  | HangUpReason
  | 'peer-hung-up'
  | 'declined' // by me
  | 'peer-declined'
  | 'missed' // it rang here and nobody answered
  | 'no-answer'
  | 'offline' // the other will see that I called
  | 'unreachable' // no device acknowledged in RING_ACK_TIMEOUT_MS
  | 'unknown-name'
  | 'not-allowed' // the other takes calls from contacts only
  | 'not-connected' // my own server connection is down
  | 'key-changed' // the other's key is not the pinned one
  | 'rate-limited'
  | 'declined-elsewhere'
  | 'superseded'
  | 'peer-network-failed' // the other side found no way to its relay, or no network at all
  | 'peer-gone'

interface CallBase {
  readonly callId: CallId
  readonly peer: UserName
  readonly direction: 'incoming' | 'outgoing'
  /** When it was dialled or began to ring here, in milliseconds since the Unix epoch. */
  readonly startedAt: number
  /** The sequence number of this device's next message. */
  readonly nextSeq: number
}

/** Invite sent, no device of the callee has acknowledged it. */
export interface Calling extends CallBase {
  readonly phase: 'calling'
  /** Whether this side is willing to run ICE and DTLS during the ring. */
  readonly preconnect: boolean
  /** The server knows no connected device of the callee. It may still come within the ring-ack time. */
  readonly calleeOffline: boolean
}

/**
 * The peer connection of a call that nobody has accepted yet. `stranded`: it will not come up, because only relays may be
 * used and none lets this side in.
 */
export type RingLink =
  | { readonly kind: 'none' }
  | { readonly kind: 'up' }
  | { readonly kind: 'stranded'; readonly cause: ConnectFailure }

/** A device of the callee that rings. */
export interface RingingDevice {
  readonly preconnect: boolean
  readonly busy: boolean
  readonly link: RingLink
}

/** At least one device of the callee rings. */
export interface RingingOut extends CallBase {
  readonly phase: 'ringing-out'
  readonly preconnect: boolean
  readonly devices: ReadonlyMap<DeviceId, RingingDevice>
  /** Devices that hung up: what they said before, and what comes late, counts no more. */
  readonly left: ReadonlySet<DeviceId>
}

export interface RingingIn extends CallBase {
  readonly phase: 'ringing-in'
  /** The device that calls. */
  readonly device: DeviceId
  /** `ring`: aloud. `waiting`: during another call, or behind another ring. `silent`: ignored on this device. */
  readonly alert: 'ring' | 'waiting' | 'silent'
  readonly preconnect: boolean
  readonly link: RingLink
  /** The hard local end of the ring, in milliseconds since the Unix epoch. */
  readonly ringUntil: number
}

/** What the other side's microphone does, as it says. */
export interface PeerState {
  readonly muted: boolean
  readonly held: boolean
}

/** Accepted; ICE and DTLS are not ready yet. */
export interface Connecting extends CallBase {
  readonly phase: 'connecting'
  readonly device: DeviceId
  readonly acceptedAt: number
  readonly heldByMe: boolean
  readonly peerState: PeerState
  /** The server says that the peer's device has lost its connection. */
  readonly peerOffline: boolean
}

export interface Active extends CallBase {
  readonly phase: 'active'
  readonly device: DeviceId
  readonly acceptedAt: number
  /** First connection after the accept, in milliseconds since the Unix epoch: the timer on screen counts from here. */
  readonly connectedAt: number
  readonly heldByMe: boolean
  readonly peerState: PeerState
  /** `lost` since a time: no media, ICE restarts under way. */
  readonly link: { readonly kind: 'up' } | { readonly kind: 'lost'; readonly since: number }
  /** The server says that the peer's device lost its connection, so it is given more time to come back. */
  readonly peerOffline: boolean
}

/** Stays on screen until dismissed or until the next call. */
export interface Ended extends CallBase {
  readonly phase: 'ended'
  readonly reason: EndReason
  /** Null when it was never answered. */
  readonly durationMs: number | null
  /** What the side that declined had to say, if it had. */
  readonly note: CallNote | null
}

export type Call = Calling | RingingOut | RingingIn | Connecting | Active | Ended
export type LiveCall = Exclude<Call, Ended>
export type CallPhase = Call['phase']

/** What a tray, a notification and a power blocker may know. Replaced whole. */
export interface CallPresence {
  readonly status: 'idle' | 'calling' | 'ringing' | 'in-call'
  readonly callId: CallId | null
  readonly peer: UserName | null
  readonly muted: boolean
  readonly held: boolean
  /** When the call connected, in milliseconds since the Unix epoch. */
  readonly since: number | null
  /** The calls that ring here and that nobody silenced, oldest first. */
  readonly ringing: readonly { readonly callId: CallId; readonly peer: UserName }[]
}
