import type { Call } from '../../shared/call/call.ts'
import type { AppError } from '../../shared/errors.ts'
import type { CallId } from '../../shared/ids.ts'
import type { CallNote } from '../../shared/model/call-note.ts'
import type { PersonSound } from '../../shared/model/person-sound.ts'
import type { Result } from '../../shared/result.ts'
import type { HandsFreeDrop } from '../../shared/sound/hands-free.ts'
import type { ReadableStore } from '../../shared/store.ts'
import type { QualitySample, QualityWord, UnheardCause } from '../../shared/quality/sample.ts'
import type { MicrophoneFault } from '../../shared/sound/silent-microphone.ts'
import type { ConnectionDetails } from '../media/details.ts'
import type { MediaPath } from '../media/path.ts'
import type { Echo } from './echo-watch.ts'
import type { Processing } from '../../shared/model/sound.ts'
import type { DeviceNotice } from './own-devices.ts'
import type { GateView } from './own-track.ts'

/** What a screen shows of the microphone: the truth of the track, not the wish. */
export type MicrophoneView =
  | { readonly status: 'closed' }
  | { readonly status: 'opening' }
  | {
      readonly status: 'open'
      readonly label: string
      /** What is done to its sound. */
      readonly processing: Processing
      /** In the talk mode `voice`: whether it lets my voice through now. */
      readonly gate: GateView
      /** By the person's wish, also by hearing nobody. */
      readonly muted: boolean
      /** Because I had said nothing for long. */
      readonly mutedByIdle: boolean
      /** I speak all the same. */
      readonly talksWhileMuted: boolean
      /** The others may hear it now: not muted, and the talk key is where it has to be. */
      readonly sending: boolean
      /** Nothing comes from it, although I may be heard. */
      readonly fault: MicrophoneFault | null
    }
  | { readonly status: 'failed'; readonly error: AppError }

/** One call with what only the media side knows. */
export interface CallView {
  readonly call: Call
  /** Null until a candidate pair is selected. */
  readonly path: MediaPath | null
  readonly meSpeaking: boolean
  readonly peerSpeaking: boolean
  /** The last two minutes, one second each, oldest first; empty until one was measured. */
  readonly samples: readonly QualitySample[]
  /** Codec, candidate pair and ciphers, as of the newest sample. */
  readonly details: ConnectionDetails | null
  /** Null while there is nothing to judge. */
  readonly quality: QualityWord | null
  /** I have talked for 3 s and nobody received it. */
  readonly unheard: UnheardCause | null
  /** How the other one sounds for me. */
  readonly sound: PersonSound
  readonly echo: Echo
}

export interface CallSessionState {
  /** In the order in which the calls came. */
  readonly calls: readonly CallView[]
  readonly microphone: MicrophoneView
  /** Whether the person wants to be muted; also holds for the next call. */
  readonly mutedWish: boolean
  /** I hear nobody, and am not heard. */
  readonly deafened: boolean
  /** The headset in use plays in the quality of a telephone. */
  readonly headsetDrop: HandsFreeDrop | null
  /** A device that changed by itself during a call, until it was read. */
  readonly deviceNotice: DeviceNotice | null
}

/** The live calls of this window, and the only way a screen acts on them. */
export interface CallSession {
  readonly state: ReadableStore<CallSessionState>
  /** Calls a name, as typed. The errors are those of `host.calls.prepare`, and `call-busy-self`. */
  dial(name: string): Promise<Result<CallId, AppError>>
  accept(callId: CallId): void
  /** With or without a line for the caller to read. */
  decline(callId: CallId, note?: CallNote): void
  ignore(callId: CallId): void
  end(callId: CallId): void
  setHeld(callId: CallId, held: boolean): void
  /** Unmuting also ends that I hear nobody. */
  setMuted(muted: boolean): void
  setDeafened(deafened: boolean): void
  /** How the other one sounds for me, in this call. What should last belongs to their contact. */
  setPersonSound(callId: CallId, sound: PersonSound): void
  /** The key that is held down to talk, or with `push-to-mute` to be silent. */
  press(pressed: boolean): void
  /** Back to the device that was used before the one of the notice. */
  undoDevice(): void
  dismissDeviceNotice(): void
  dismiss(callId: CallId): void
  /** Sound levels for a meter, 0 (silence) to 1 (full scale), read as often as a screen draws. */
  levels(callId: CallId): { readonly mine: number; readonly theirs: number }
  /** Ends every call, releases the microphone and closes every connection. */
  close(): Promise<void>
}
