import { describe, expect, test } from 'vitest'
import { kWeighting } from '../../../../src/shared/sound/k-weighting.ts'
import { createBlocks, gatedLoudness } from '../../../../src/shared/sound/loudness.ts'
import { createSlicer, type SoundSlice } from '../../../../src/shared/sound/slice.ts'

interface Tone {
  readonly seconds: number
  /** Peak, in dB of full scale. */
  readonly level: number
}

/** Slices of tones that follow each other, in as many channels as are named. */
function slicesOf(
  tones: readonly Tone[],
  channels: 1 | 2,
  frequency = 1_000,
  sampleRate = 48_000,
): SoundSlice[] {
  const slicer = createSlicer(sampleRate)
  const slices: SoundSlice[] = []
  // As long as what an AudioWorklet is given.
  const piece = new Float32Array(128)
  let at = 0
  for (const { seconds, level } of tones) {
    const amplitude = 10 ** (level / 20)
    for (const end = at + seconds * sampleRate; at < end; at += piece.length) {
      for (let i = 0; i < piece.length; i++)
        piece[i] = amplitude * Math.sin((2 * Math.PI * frequency * (at + i)) / sampleRate)
      const slice = slicer(channels === 1 ? [piece] : [piece, piece], piece.length, at)
      if (slice !== null) slices.push(slice)
    }
  }
  return slices
}

function loudnessOf(slices: readonly SoundSlice[]): number {
  const toBlock = createBlocks()
  return gatedLoudness(slices.map(({ power }) => toBlock(power)).filter((block) => block !== null))
}

describe('the weighting', () => {
  test('has the coefficients of the standard at 48 kHz', () => {
    const [shelf, highPass] = kWeighting(48_000)
    const close = (found: readonly number[], standard: readonly number[]): void =>
      standard.forEach((value, index) => expect(found[index]).toBeCloseTo(value, 9))
    close(shelf.b, [1.53512485958697, -2.69169618940638, 1.19839281085285])
    close(shelf.a, [-1.69065929318241, 0.73248077421585])
    close(highPass.b, [1, -2, 1])
    close(highPass.a, [-1.99004745483398, 0.99007225036621])
  })

  test.each([8_000, 16_000, 44_100, 48_000, 96_000])('measures 997 Hz alike at %i Hz', (rate) => {
    const [slice] = slicesOf([{ seconds: 1, level: -20 }], 2, 997, rate).slice(-1)
    expect(loudnessOf([slice!, slice!, slice!, slice!])).toBeCloseTo(-20, 1)
  })
})

// EBU Tech 3341, table 1: test signals of a stereo sine of 1000 Hz, and what a meter has to show.
describe('the test signals of EBU Tech 3341', () => {
  const tone = (seconds: number, level: number): Tone => ({ seconds, level })
  test.each([
    [1, -23, [tone(20, -23)]],
    [2, -33, [tone(20, -33)]],
    [3, -23, [tone(10, -36), tone(60, -23), tone(10, -36)]],
    [4, -23, [tone(10, -72), tone(10, -36), tone(60, -23), tone(10, -36), tone(10, -72)]],
    [5, -23, [tone(20, -26), tone(20.1, -20), tone(20, -26)]],
  ] as const)('case %i is %d LUFS', (_, loudness, tones) => {
    expect(Math.abs(loudnessOf(slicesOf(tones, 2)) - loudness)).toBeLessThanOrEqual(0.1)
  })
})

describe('what is counted', () => {
  test('997 Hz at -20 dBFS is -20 LUFS from both sides, and one channel is played on both', () => {
    const tones = [{ seconds: 2, level: -20 }]
    expect(loudnessOf(slicesOf(tones, 2, 997))).toBeCloseTo(-20, 1)
    expect(loudnessOf(slicesOf(tones, 1, 997))).toBeCloseTo(-20, 1)
  })

  test('the same in one of two channels is -23 LUFS', () => {
    const slicer = createSlicer(48_000)
    const left = Float32Array.from(
      { length: 48_000 },
      (_, i) => 0.1 * Math.sin((2 * Math.PI * 997 * i) / 48_000),
    )
    const right = new Float32Array(left.length)
    const slices = Array.from({ length: 375 }, (_, n) => n * 128).flatMap((at) => {
      const slice = slicer([left.subarray(at, at + 128), right.subarray(at, at + 128)], 128, at)
      return slice === null ? [] : [slice]
    })
    expect(loudnessOf(slices)).toBeCloseTo(-23, 1)
  })

  test('silence has no loudness', () => {
    expect(loudnessOf(slicesOf([{ seconds: 2, level: -Infinity }], 2))).toBe(-Infinity)
  })
})

describe('a slice', () => {
  test('is a tenth of a second whose bounds are the clock’s, whenever the listening began', () => {
    const slicer = createSlicer(48_000)
    const found: SoundSlice[] = []
    for (let at = 1_280; at < 20_000; at += 128) {
      const slice = slicer([new Float32Array(128).fill(0.5)], 128, at)
      if (slice !== null) found.push(slice)
    }
    expect(found.map(({ frame }) => frame)).toEqual([5, 10, 15])
    expect(found[1]!.frames).toEqual(Array.from({ length: 5 }, () => 0.25))
  })

  test('counts a source that gives nothing as silence', () => {
    const slicer = createSlicer(48_000)
    let slice: SoundSlice | null = null
    for (let at = 0; slice === null; at += 128) slice = slicer([], 128, at)
    expect(slice).toEqual({ frame: 0, power: 0, frames: [0, 0, 0, 0, 0] })
  })
})
