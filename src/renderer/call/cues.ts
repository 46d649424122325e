import type { CallId } from '../../shared/ids.ts'
import type { Cue } from '../media/cues.ts'
import type { CallSessionState } from './session.ts'

/** What of the calls has a sound when it changes. */
interface Heard {
  readonly active: ReadonlySet<CallId>
  readonly deafened: boolean
  readonly muted: boolean
  /** Null without a microphone. */
  readonly sending: boolean | null
}

function heardOf({ calls, microphone, mutedWish, deafened }: CallSessionState): Heard {
  const isOpen = microphone.status === 'open'
  return {
    active: new Set(calls.flatMap(({ call }) => (call.phase === 'active' ? [call.callId] : []))),
    deafened,
    muted: mutedWish || deafened,
    sending: isOpen ? microphone.sending : null,
  }
}

/** The sound of a step from one state to another, or null. Outside of a call there is none. */
export function cueOf(before: CallSessionState, after: CallSessionState): Cue | null {
  const [a, b] = [heardOf(before), heardOf(after)]
  if ([...b.active].some((id) => !a.active.has(id))) return 'join'
  if ([...a.active].some((id) => !b.active.has(id))) return 'leave'
  if (b.active.size === 0) return null
  if (a.deafened !== b.deafened) return b.deafened ? 'deafen' : 'undeafen'
  if (a.muted !== b.muted) return b.muted ? 'mute' : 'unmute'
  // What is left is the talk key.
  if (a.sending === null || b.sending === null || a.sending === b.sending) return null
  return b.sending ? 'talk-on' : 'talk-off'
}
