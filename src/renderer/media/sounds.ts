import { assertNever } from '../../shared/result.ts'
import { beepBuffer } from './beeps.ts'
import { playLoop, type LoopOptions } from './loop-player.ts'
import { loadRingtone, type AudibleRingtone } from './ringtones.ts'

/** What the telephone sounds like. Speakers are device ids; empty is where the system plays. */
export type Sound =
  | { readonly kind: 'ring'; readonly ringtone: AudibleRingtone; readonly speakers: readonly string[] }
  /** Another call comes in while I am in one. */
  | { readonly kind: 'waiting'; readonly speaker: string }
  /** It rings at the other side. */
  | { readonly kind: 'ringback'; readonly speaker: string }

/** Plays one sound at a time, in rounds, until told otherwise. */
export interface Sounds {
  play(sound: Sound | null): void
}

export function createSounds(): Sounds {
  let current: Sound | null = null
  let stop = (): void => {}
  return {
    play(sound) {
      if (JSON.stringify(sound) === JSON.stringify(current)) return
      stop()
      current = sound
      stop = sound === null ? () => {} : playLoop(loopOf(sound))
    },
  }
}

/** Plays one round of a ringtone, to choose by; the returned function ends it before. */
export function playRingtoneOnce(
  ringtone: AudibleRingtone,
  speakers: readonly string[],
  onEnded: () => void,
): () => void {
  const load = (): Promise<AudioBuffer> => loadRingtone(ringtone)
  return playLoop({ load, speakers, gain: 0.8, start: 'at-once', rounds: 1, onEnded })
}

/** Plays a soft third, to know a speaker by; the returned function ends it before. */
export function playTestTone(speaker: string, onEnded: () => void): () => void {
  const notes = [523.25, 659.25, 523.25].map((frequency, index) => ({
    frequency,
    at: index * 0.5,
    length: 0.4,
  }))
  return playLoop({
    load: () => beepBuffer(1.5, notes),
    speakers: [speaker],
    gain: 0.3,
    start: 'at-once',
    rounds: 1,
    onEnded,
  })
}

function loopOf(sound: Sound): LoopOptions {
  switch (sound.kind) {
    case 'ring': {
      const { ringtone, speakers } = sound
      return { load: () => loadRingtone(ringtone), speakers, gain: 0.8, start: 'swell', rounds: Infinity }
    }
    case 'waiting': {
      const beeps = [0, 0.3].map((at) => ({ frequency: 620, at, length: 0.16 }))
      return beepLoop(() => beepBuffer(8, beeps), sound.speaker, 0.05)
    }
    case 'ringback':
      return beepLoop(() => beepBuffer(4, [{ frequency: 425, at: 0, length: 0.9 }]), sound.speaker, 0.06)
    default:
      return assertNever(sound)
  }
}

const beepLoop = (load: () => AudioBuffer, speaker: string, gain: number): LoopOptions => ({
  load,
  speakers: [speaker],
  gain,
  start: 'at-once',
  rounds: Infinity,
})
