import type { Call } from '../../shared/call/call.ts'
import type { AppError } from '../../shared/errors.ts'
import type { CallId } from '../../shared/ids.ts'
import type { Result } from '../../shared/result.ts'
import type { ReadableStore } from '../../shared/store.ts'
import type { MediaPath } from '../media/path.ts'

/** What a screen shows of the microphone: the truth of the track, not the wish. */
export type MicrophoneView =
  | { readonly status: 'closed' }
  | { readonly status: 'opening' }
  | { readonly status: 'open'; readonly label: string; readonly muted: boolean }
  | { readonly status: 'failed'; readonly error: AppError }

/** One call with what only the media side knows. */
export interface CallView {
  readonly call: Call
  /** Null until a candidate pair is selected. */
  readonly path: MediaPath | null
  readonly meSpeaking: boolean
  readonly peerSpeaking: boolean
}

export interface CallSessionState {
  /** In the order in which the calls came. */
  readonly calls: readonly CallView[]
  readonly microphone: MicrophoneView
  /** Whether the person wants to be muted; also holds for the next call. */
  readonly mutedWish: boolean
}

/** The live calls of this window, and the only way a screen acts on them. */
export interface CallSession {
  readonly state: ReadableStore<CallSessionState>
  /** Calls a name, as typed. The errors are those of `host.calls.prepare`, and `call-busy-self`. */
  dial(name: string): Promise<Result<CallId, AppError>>
  accept(callId: CallId): void
  decline(callId: CallId): void
  ignore(callId: CallId): void
  end(callId: CallId): void
  setHeld(callId: CallId, held: boolean): void
  setMuted(muted: boolean): void
  dismiss(callId: CallId): void
  /** Sound levels for a meter, 0 (silence) to 1 (full scale), read as often as a screen draws. */
  levels(callId: CallId): { readonly mine: number; readonly theirs: number }
  /** Ends every call, releases the microphone and closes every connection. */
  close(): Promise<void>
}
