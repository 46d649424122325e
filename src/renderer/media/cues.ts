import { beepBuffer } from './beeps.ts'
import { playLoop } from './loop-player.ts'

/** A short sound that says what happened, so that nobody has to look. */
export type Cue =
  | 'mute'
  | 'unmute'
  | 'deafen'
  | 'undeafen'
  | 'talk-on'
  | 'talk-off'
  /** Somebody is there, or is gone. */
  | 'join'
  | 'leave'

/** Two notes each, in Hz: up for what opens, down for what closes, and the lower the more it shuts. */
const NOTES: Readonly<Record<Cue, readonly [number, number]>> = {
  mute: [587, 440],
  unmute: [440, 587],
  deafen: [392, 262],
  undeafen: [262, 392],
  'talk-on': [880, 880],
  'talk-off': [659, 659],
  join: [523, 784],
  leave: [784, 523],
}
/** Seconds that a note takes. The talk key is pressed again and again, so that its sound is the shortest. */
const NOTE = 0.09
const TICK = 0.03
const GAIN = 0.08

/** Plays it once at a speaker; empty is where the system plays. */
export function playCue(cue: Cue, speaker: string): void {
  const length = cue === 'talk-on' || cue === 'talk-off' ? TICK : NOTE
  const notes = NOTES[cue].map((frequency, i) => ({ frequency, at: i * length, length }))
  playLoop({
    load: () => beepBuffer(0.3, notes),
    speakers: [speaker],
    gain: GAIN,
    start: 'at-once',
    rounds: 1,
  })
}
