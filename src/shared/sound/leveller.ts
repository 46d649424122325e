import { createBlocks, fromLufs, gatedLoudness, toLufs } from './loudness.ts'
import { FRAMES_PER_SECOND, type SoundSlice } from './slice.ts'

/** How loud everybody should be, in LUFS (EBU R 128). */
const TARGET = -23
/** Gain that is given at most and taken at most, in dB. */
const MOST = 15
const LEAST = -18
/** So far the gain goes in a tenth of a second, in dB: unheard, and all the way in three seconds. */
const STEP = 0.5
/** How much of the last speech is measured: a shout in a calm talk stays one. */
const BLOCKS = 150
/** As much speech is heard first. */
const BLOCKS_NEEDED = 5
/** A block counts for so much more than the speech before it at most, in LU. */
const SURPRISE = 6
/** Quieter is no speech, in LUFS. */
const SPEECH_FLOOR = -50
/** Within a second, frames of speech are louder and quieter by more than this, in dB; a fan, a hiss or a tone are not. */
const SPEECH_RANGE = 6
/** A frame that is silenced on purpose: -80 dB of full scale. */
const NOTHING = 1e-8

/** Hears somebody, a slice at a time, and tells by how many dB they should be played louder or quieter. */
export type Leveller = (slice: SoundSlice) => number

export function createLeveller(): Leveller {
  const toBlock = createBlocks()
  let frames: number[] = []
  let speech: number[] = []
  let loudness = -Infinity
  let gain = 0
  return (slice) => {
    frames = [...frames, ...slice.frames].slice(-FRAMES_PER_SECOND)
    const block = toBlock(slice.power)
    if (block !== null && toLufs(block) > SPEECH_FLOOR && rangeOf(frames) > SPEECH_RANGE) {
      const most = speech.length < BLOCKS_NEEDED ? Infinity : fromLufs(loudness + SURPRISE)
      speech = [...speech, Math.min(block, most)].slice(-BLOCKS)
      loudness = gatedLoudness(speech)
    }
    if (speech.length < BLOCKS_NEEDED) return gain
    const wanted = clamp(TARGET - loudness, LEAST, MOST)
    gain += clamp(wanted - gain, -STEP, STEP)
    return gain
  }
}

/** Between the quietest and the loudest tenth of frames, in dB. */
function rangeOf(frames: readonly number[]): number {
  const sorted = frames.filter((power) => power > NOTHING).toSorted((a, b) => a - b)
  const tenth = Math.floor(sorted.length / 10)
  const [quiet, loud] = [sorted[tenth], sorted[sorted.length - 1 - tenth]]
  return quiet === undefined || loud === undefined ? 0 : 10 * Math.log10(loud / quiet)
}

const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value))
