import type { CallId, DeviceId, UserName } from '../ids.ts'
import type { AppError } from '../errors.ts'
import type { CallNote } from '../model/call-note.ts'
import type { HistoryEntry } from '../model/history.ts'
import type { CallBody, SignedCallMessage } from '../protocol/call-message.ts'
import type { CallNotice } from '../protocol/signaling-events.ts'
import type { Call, EndReason } from './call.ts'
import type { ConnectFailure } from './failure.ts'

/**
 * The state of one device's telephone: its calls by id, in the order in which they came. At most one call is neither
 * held nor waiting, and at most one rings aloud. Everything that lives outside (microphone, peer connections, ring
 * sound, timers) is a function of this state, see resources.ts: a resource exists exactly while the state wants it.
 */
export interface Phone {
  readonly self: { readonly name: UserName; readonly device: DeviceId }
  readonly calls: ReadonlyMap<CallId, Call>
  /** The truth of the microphone track, to be told to the peers. */
  readonly muted: boolean
  /** Calls that ended, newest last and bounded, so that late messages do not revive one. */
  readonly finished: readonly CallId[]
  /** Messages for a call that is not known yet, kept EARLY_MESSAGE_TTL_MS. */
  readonly early: readonly { readonly at: number; readonly message: IncomingMessage }[]
  /** Which messages were seen, per live call and device: the sequence numbers. */
  readonly seen: ReadonlyMap<CallId, ReadonlyMap<DeviceId, ReadonlySet<number>>>
}

/** A call message whose signature the host has checked against the pinned key. */
export interface IncomingMessage {
  readonly signed: SignedCallMessage
  /** Age by the server's clock in milliseconds; 0 over the control channel. */
  readonly ageMs: number
  /** What the host's contacts say of the sender. `accepted`: pre-connect with them is wanted. */
  readonly relation: { readonly accepted: boolean; readonly blocked: boolean }
}

/** One peer connection, named by its call and the other device. */
export interface PeerKey {
  readonly callId: CallId
  readonly device: DeviceId
}

export type PhoneEvent =
  // a person
  | { readonly type: 'dial'; readonly callId: CallId; readonly peer: UserName; readonly preconnect: boolean }
  | { readonly type: 'accept'; readonly callId: CallId } // holds any other call
  | { readonly type: 'decline'; readonly callId: CallId; readonly note?: CallNote | undefined }
  | { readonly type: 'ignore'; readonly callId: CallId }
  | { readonly type: 'end'; readonly callId: CallId }
  | { readonly type: 'hold'; readonly callId: CallId; readonly held: boolean }
  | { readonly type: 'dismiss'; readonly callId: CallId }
  | { readonly type: 'quit' } // the app closes: every call ends with `app-closed`
  // the network
  /** `cause`: what my own peer connection says, when the other side gives up. */
  | {
      readonly type: 'message'
      readonly message: IncomingMessage
      readonly cause?: ConnectFailure | undefined
    }
  | { readonly type: 'notice'; readonly notice: CallNotice }
  | {
      /** The ack of a message that this device sent. */
      readonly type: 'receipt'
      readonly callId: CallId
      readonly kind: CallBody['kind']
      readonly result:
        | { readonly ok: true; readonly devices: number }
        | { readonly ok: false; readonly error: AppError }
    }
  | { readonly type: 'tampered'; readonly callId: CallId } // the host refused a message's signature
  // media
  | { readonly type: 'peer-connected'; readonly peer: PeerKey }
  | { readonly type: 'peer-lost'; readonly peer: PeerKey } // no media now, it may come back
  | {
      /** It will not come up, and nothing is left to try. */
      readonly type: 'peer-stranded'
      readonly peer: PeerKey
      readonly cause: ConnectFailure
    }
  | { readonly type: 'mute-changed'; readonly muted: boolean } // truth of the track, told to the peers
  // time
  /** `cause`: what the peer connection says, for the timer `connect`. */
  | { readonly type: 'timer'; readonly timer: TimerKey; readonly cause?: ConnectFailure | undefined }

export type TimerKey = `${'ring-ack' | 'ring-limit' | 'connect' | 'media-loss' | 'early'}:${string}`

/** One-off deeds. Resources are not among them: they follow from the state. */
export type PhoneEffect =
  | {
      readonly type: 'send'
      readonly callId: CallId
      readonly to: { readonly name: UserName; readonly device: DeviceId | null }
      readonly seq: number
      readonly body: CallBody
    }
  /** A description or candidates for the peer connection of that device. */
  | {
      readonly type: 'peer-message'
      readonly peer: PeerKey
      readonly body: Extract<CallBody, { kind: 'description' | 'candidates' }>
    }
  | { readonly type: 'record'; readonly entry: HistoryEntry; readonly reason: EndReason }

/** The outside world that a state wants. */
export interface Resources {
  /** Open exactly while a call needs it: from the dial on for a caller, from the accept on for a callee. */
  readonly microphone: boolean
  readonly peers: ReadonlyMap<string, PeerResource>
  /** The call that rings aloud here, or null. */
  readonly ring: CallId | null
  /** A call that waits while another is talked in, or null. */
  readonly waiting: CallId | null
  /** The call whose ringback tone is heard here, or null. */
  readonly ringback: CallId | null
  /** Deadlines in milliseconds since the Unix epoch. */
  readonly timers: ReadonlyMap<TimerKey, number>
}

export interface PeerResource extends PeerKey {
  readonly name: UserName
  /** The caller offers; the callee is the polite one of a perfect negotiation. */
  readonly role: 'caller' | 'callee'
  /** Whether my microphone may be heard there and theirs here: accepted and held by neither. */
  readonly audible: boolean
}
