import { createWeighing } from './k-weighting.ts'

export const FRAMES_PER_SECOND = 50
export const FRAMES_PER_SLICE = 5
export const SLICE_MS = (1_000 * FRAMES_PER_SLICE) / FRAMES_PER_SECOND

/** A tenth of a second of sound, by its numbers: all that is measured of a voice is made of these. */
export interface SoundSlice {
  /** Number of its first frame since the clock of its source began; slices of one clock have the same bounds. */
  readonly frame: number
  /** Mean square, weighted by ITU-R BS.1770-5 and summed over the channels. One channel is played on both sides. */
  readonly power: number
  /** Mean squares of its frames of 20 ms, 1 being full scale. */
  readonly frames: readonly number[]
}

/** Nothing in the same time. */
export const silenced = ({ frame, frames }: SoundSlice): SoundSlice => ({
  frame,
  power: 0,
  frames: frames.map(() => 0),
})

/** Takes sound as it comes: `at` is the number of its first sample since the clock began. */
export type Slicer = (channels: readonly Float32Array[], length: number, at: number) => SoundSlice | null

export function createSlicer(sampleRate: number): Slicer {
  const frameLength = Math.round(sampleRate / FRAMES_PER_SECOND)
  const weighings = [createWeighing(sampleRate), createWeighing(sampleRate)]
  let frames: number[] = []
  let squares = 0
  let weighted = 0

  const add = (channels: readonly Float32Array[], from: number, to: number): void => {
    // A voice in one channel sounds from both sides.
    const [left = new Float32Array(to), right = left] = channels
    for (const [index, channel] of [left, right].entries()) {
      const piece = channel.subarray(from, to)
      squares += sumOfSquares(piece) / 2
      weighted += weighings[index]!(piece)
    }
  }

  const closeSlice = (end: number): SoundSlice | null => {
    const slice = {
      frame: end - FRAMES_PER_SLICE,
      power: weighted / (frameLength * FRAMES_PER_SLICE),
      frames,
    }
    weighted = 0
    frames = []
    // The first may have begun in the middle.
    return slice.frames.length === FRAMES_PER_SLICE ? slice : null
  }

  return (channels, length, at) => {
    let slice: SoundSlice | null = null
    for (let from = 0; from < length; ) {
      const rest = frameLength - ((at + from) % frameLength)
      const to = Math.min(length, from + rest)
      add(channels, from, to)
      if (to - from === rest) {
        frames.push(squares / frameLength)
        squares = 0
        const end = (at + to) / frameLength
        if (end % FRAMES_PER_SLICE === 0) slice = closeSlice(end)
      }
      from = to
    }
    return slice
  }
}

function sumOfSquares(samples: Float32Array): number {
  let sum = 0
  for (const sample of samples) sum += sample * sample
  return sum
}
