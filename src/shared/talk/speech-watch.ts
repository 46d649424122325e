/** So long must a muted person speak until they are told, and so long after it they are, in milliseconds. */
const SPEECH_MS = 1_000
const TOLD_MS = 4_000

/** What is so at a time. */
export interface SpeechState {
  /** There is speech in what the microphone hears, whoever may hear it. */
  readonly speaks: boolean
  /** The others may hear it. */
  readonly sending: boolean
  /** By a wish that should not be forgotten: a talk key that is up is none. */
  readonly muted: boolean
  /** So many minutes without a word are too many; 0: none are. */
  readonly idleMinutes: number
  /** In milliseconds. */
  readonly now: number
}

/** What that means. */
export interface SpeechView {
  readonly isSpeaking: boolean
  /** Speaks to nobody, and should be told. */
  readonly talksWhileMuted: boolean
  /** Has been heard and has said nothing for too long. */
  readonly isIdle: boolean
}

/** Follows somebody's speech, looked at some times a second. */
export function createSpeechWatch(): (state: SpeechState) => SpeechView {
  let speaksSince: number | null = null
  let toldUntil = -Infinity
  let quietSince: number | null = null
  return ({ speaks, sending, muted, idleMinutes, now }) => {
    speaksSince = muted && speaks ? (speaksSince ?? now) : null
    if (speaksSince !== null && now - speaksSince >= SPEECH_MS) toldUntil = now + TOLD_MS
    if (!muted) toldUntil = -Infinity
    quietSince = sending && !speaks ? (quietSince ?? now) : null
    const quietMs = quietSince === null ? 0 : now - quietSince
    return {
      isSpeaking: speaks && sending,
      talksWhileMuted: now < toldUntil,
      isIdle: idleMinutes > 0 && quietMs >= idleMinutes * 60_000,
    }
  }
}
