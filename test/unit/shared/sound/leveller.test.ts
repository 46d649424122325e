import { describe, expect, test } from 'vitest'
import { createLeveller } from '../../../../src/shared/sound/leveller.ts'
import { createBlocks, gatedLoudness } from '../../../../src/shared/sound/loudness.ts'
import { mixed, noise, slicesOf, talk } from '../../../fakes/voice.ts'

/** The gain in dB after each slice. */
function gainsFor(frames: readonly number[]): number[] {
  const level = createLeveller()
  return slicesOf(frames).map((slice) => level(slice))
}

/** How loud the second half of ten seconds comes out. */
function loudnessAfter5s(level: number, seed: number): number {
  const frames = talk(10, seed, level)
  const gains = gainsFor(frames)
  const toBlock = createBlocks()
  const blocks = slicesOf(frames).map(({ power }, index) => toBlock(power * 10 ** (gains[index]! / 10)))
  return gatedLoudness(blocks.slice(50).filter((block) => block !== null))
}

describe('speech', () => {
  test.each([-36, -30, -24, -18, -12])(
    'at %i dB is brought to the loudness of everybody in five seconds',
    (level) => {
      for (const seed of [1, 2, 3]) expect(Math.abs(loudnessAfter5s(level, seed) + 23)).toBeLessThan(1.5)
    },
  )

  test('over the noise of a room is not taken for louder than it is', () => {
    const quiet = talk(10, 4, -32)
    const calm = gainsFor(quiet).at(-1)!
    expect(Math.abs(gainsFor(mixed(quiet, noise(10, 5, -48))).at(-1)! - calm)).toBeLessThan(1)
  })

  test('is lifted by 15 dB at most and lowered by 18', () => {
    expect(gainsFor(talk(10, 1, -44)).at(-1)).toBe(15)
    expect(gainsFor(talk(10, 1, 3)).at(-1)).toBe(-18)
  })

  test('is never changed at once', () => {
    const gains = gainsFor([...talk(8, 1, -36), ...talk(8, 2, -10)])
    const steps = gains.slice(1).map((gain, index) => Math.abs(gain - gains[index]!))
    expect(Math.max(...steps)).toBeLessThanOrEqual(0.5 + 1e-9)
  })

  test('keeps its loudness through a minute without a word, also in a room that is not quiet', () => {
    const words = talk(10, 1, -30)
    const before = gainsFor(words).at(-1)
    expect(Math.abs(gainsFor([...words, ...noise(60, 2, -90)]).at(-1)! - before!)).toBeLessThan(0.5)
    expect(Math.abs(gainsFor([...words, ...noise(60, 2, -45)]).at(-1)! - before!)).toBeLessThan(0.5)
  })

  test('with a shout in it is not held down by the shout', () => {
    const words = talk(14, 1, -24)
    const gains = gainsFor([...words, ...talk(1, 2, -6), ...words])
    expect(Math.abs(gains.at(-1)! - gains[139]!)).toBeLessThan(1.5)
  })
})

describe('what is no speech stays as it is', () => {
  test.each([
    ['a tone', Array.from({ length: 1_000 }, () => 0.03)],
    ['a fan', noise(20, 1, -30)],
    ['faint noise that comes and goes', mixed(noise(20, 1, -75), talk(20, 2, -65))],
    ['silence', Array.from({ length: 1_000 }, () => 0)],
  ])('%s', (_, frames) => {
    expect(gainsFor(frames).at(-1)).toBe(0)
  })

  test('a microphone that is unmuted in a noisy room', () => {
    expect(gainsFor([...Array.from({ length: 200 }, () => 0), ...noise(10, 1, -40)]).at(-1)).toBe(0)
  })
})
