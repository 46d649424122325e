import type { Settings } from '../model/settings.ts'

/** All that decides whether the others may hear my microphone. */
export interface TalkState {
  readonly mode: Settings['talkMode']
  readonly muted: boolean
  /** Who hears nobody is not heard either. */
  readonly deafened: boolean
  /** The talk key is down, or was let go so shortly ago that it still counts. */
  readonly pressed: boolean
}

export function mayBeHeard({ mode, muted, deafened, pressed }: TalkState): boolean {
  if (muted || deafened) return false
  if (mode === 'push-to-talk') return pressed
  return mode !== 'push-to-mute' || !pressed
}
