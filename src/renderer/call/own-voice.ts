import type { Clock } from '../../shared/clock.ts'
import type { Bandwidth } from '../../shared/sound/bandwidth.ts'
import { createSilenceFinder, type MicrophoneFault } from '../../shared/sound/silent-microphone.ts'
import { createSpeechDetector, type LevelMeter, type VoiceMeter } from '../media/levels.ts'

/** How long after the microphone its meter starts, in milliseconds. */
const METER_AFTER_MS = 500
/** Of full scale: so quiet that it may be the noise that a canceller of echoes puts where nothing comes. */
const QUIET = 0.003
/** How long it is that quiet before the device itself is listened to, in milliseconds: longer than between two words. */
const QUIET_MS = 400
/** How long it is louder before that is taken for sound, in milliseconds: that noise begins with a burst of some 300. */
const LOUD_MS = 600

/** What is heard at a look. */
export interface VoiceLook {
  readonly speaks: boolean
  /** Nothing comes from the microphone. */
  readonly fault: MicrophoneFault | null
  readonly bandwidth: Bandwidth
}

/** What comes from the microphone itself: how loud it is, and whether its person speaks. */
export interface OwnVoice {
  /** The microphone that is open now, or none. */
  setTrack(track: MediaStreamTrack | null): void
  /** From 0 (silence) to 1 (full scale). */
  level(): number
  /** To be called some times a second. Only while it is to be heard, its silence is a fault. */
  look(isToBeHeard: boolean): VoiceLook
}

export interface OwnVoiceParts {
  readonly clock: Clock
  readonly createMeter: (track: MediaStreamTrack) => VoiceMeter
  /** Of the device behind a track, before the browser does anything to its sound. */
  readonly createRawMeter: (track: MediaStreamTrack) => LevelMeter
}

export function createOwnVoice({ clock, createMeter, createRawMeter }: OwnVoiceParts): OwnVoice {
  let microphone: MediaStreamTrack | null = null
  let meter: VoiceMeter | null = null
  let cancelMeter = (): void => {}
  let raw: LevelMeter | null = null
  let detectSpeech = createSpeechDetector()
  let findSilence = createSilenceFinder()
  let fault: MicrophoneFault | null = null
  /** How long it was to be heard, all in all: a talk key may never be held for long. */
  let talkMs = 0
  let isQuiet = false
  /** Since when it is as loud, or as quiet, as `isQuiet` does not say. */
  let turnedAt: number | null = null
  let lookedAt = 0

  const level = (): number => meter?.read() ?? 0
  const closeRaw = (): void => {
    raw?.close()
    raw = null
  }
  /** What really comes from the device, as far as that is known. */
  const truth = (track: MediaStreamTrack, peak: number): number => {
    turnedAt = peak < QUIET === isQuiet ? null : (turnedAt ?? talkMs)
    if (turnedAt !== null && talkMs - turnedAt >= (isQuiet ? LOUD_MS : QUIET_MS)) isQuiet = !isQuiet
    if (isQuiet && track.getSettings().echoCancellation === true) raw ??= createRawMeter(track)
    else closeRaw()
    return raw?.isRunning() ? raw.read() : peak
  }

  return {
    setTrack(track) {
      if (track === microphone) return
      microphone = track
      meter?.close()
      meter = null
      closeRaw()
      detectSpeech = createSpeechDetector()
      findSilence = createSilenceFinder()
      fault = null
      isQuiet = false
      turnedAt = null
      lookedAt = clock.now()
      // A meter starts an audio graph, which would get in the way of the very first sound of a call.
      cancelMeter()
      if (track === null) return
      cancelMeter = clock.setTimer(METER_AFTER_MS, () => {
        meter = createMeter(track)
      })
    },
    level,
    look(isToBeHeard) {
      const now = clock.now()
      const peak = level()
      if (isToBeHeard) talkMs += now - lookedAt
      lookedAt = now
      if (!isToBeHeard) closeRaw()
      else if (meter?.isRunning() && microphone !== null)
        fault = findSilence({ peak: truth(microphone, peak), isBlocked: microphone.muted, now: talkMs })
      return { speaks: detectSpeech(peak, now), fault, bandwidth: meter?.bandwidth() ?? 'unknown' }
    },
  }
}
