import type { Ringtone } from '../../src/shared/model/ringtone.ts'
import { GLASS, TIN, WOOD, type Instrument } from './instruments.ts'

/** One round of a ringtone. It ends in silence, so that the next may follow at once. */
export interface Score {
  readonly seconds: number
  readonly instrument: Instrument
  /** When in seconds, pitch, loudness from 0 to 1. */
  readonly notes: readonly (readonly [number, string, number])[]
}

export const SCORES: Readonly<Record<Exclude<Ringtone, 'silent'>, Score>> = {
  // A question into one can, and its echo from the other.
  cans: {
    seconds: 3.6,
    instrument: TIN,
    notes: [
      [0.0, 'E5', 0.8],
      [0.15, 'G#5', 0.85],
      [0.3, 'B5', 0.9],
      [0.45, 'G#5', 1],
      [0.45, 'E6', 0.5],
      [1.2, 'E5', 0.5],
      [1.35, 'G#5', 0.55],
      [1.5, 'B5', 0.6],
      [1.65, 'G#5', 0.65],
      [1.65, 'E6', 0.3],
    ],
  },
  // Stones over water: each run skips a little further.
  pebbles: {
    seconds: 3.2,
    instrument: WOOD,
    notes: [
      [0.0, 'D5', 1],
      [0.13, 'F#5', 0.8],
      [0.24, 'A5', 0.7],
      [0.6, 'D5', 1],
      [0.73, 'F#5', 0.8],
      [0.84, 'A5', 0.75],
      [0.94, 'C#6', 0.65],
      [1.32, 'D5', 1],
      [1.45, 'F#5', 0.85],
      [1.56, 'A5', 0.8],
      [1.66, 'C#6', 0.7],
      [1.75, 'D6', 0.75],
      [1.75, 'D5', 0.7],
    ],
  },
  // A light that swings: two chords, in and out.
  lantern: {
    seconds: 4,
    instrument: GLASS,
    notes: [
      [0.0, 'F4', 0.9],
      [0.08, 'C5', 0.7],
      [0.16, 'A#5', 0.35],
      [1.0, 'F4', 0.7],
      [1.08, 'C5', 0.6],
      [1.16, 'G5', 0.45],
      [1.24, 'C6', 0.3],
    ],
  },
}

const STEPS: Readonly<Record<string, number>> = { C: -9, D: -7, E: -5, F: -4, G: -2, A: 0, B: 2 }

/** A pitch by its name in equal temperament, in Hz; A4 is 440. */
export function frequencyOf(pitch: string): number {
  const [, letter = '', sharp = '', octave = ''] = /^([A-G])(#?)(\d)$/.exec(pitch) ?? []
  const step = STEPS[letter]
  if (step === undefined) throw new Error(`${pitch} is no pitch.`)
  return 440 * 2 ** ((step + sharp.length + 12 * (Number(octave) - 4)) / 12)
}
