import { describe, expect, test } from 'vitest'
import { createSpeakingDetector } from '../../../../src/shared/sound/speaking.ts'
import { randomOf, talk } from '../../../fakes/voice.ts'

const amplitude = (decibels: number): number => 10 ** (decibels / 20)
/** Levels of seconds of sound, ten of them in each. */
const every100ms = (seconds: number, level: (at: number) => number): number[] =>
  Array.from({ length: seconds * 10 }, (_, at) => level(at))
const voice = (seconds: number, level: number): number[] => {
  const frames = talk(seconds, 1, level)
  return every100ms(seconds, (at) => Math.sqrt(frames[at * 5]!))
}

function speaksIn(levels: readonly number[]): boolean[] {
  const detect = createSpeakingDetector()
  return levels.map((level, index) => detect(level, index * 100))
}
const share = (found: readonly boolean[]): number => found.filter(Boolean).length / found.length

describe('speech is seen', () => {
  test.each([-10, -20, -30, -40])('at %i dB', (level) => {
    expect(share(speaksIn(voice(10, level)))).toBeGreaterThan(0.75)
  })

  test('at once, and through the pauses between words', () => {
    const found = speaksIn([0, 0.1, 0.1, 0, 0, 0.1, 0, 0, 0, 0.1])
    expect(found).toEqual([false, ...Array.from({ length: 9 }, () => true)])
  })

  test('over the noise of a room', () => {
    const noisy = voice(10, -20).map((level) => Math.hypot(level, amplitude(-45)))
    expect(share(speaksIn(noisy))).toBeGreaterThan(0.75)
  })

  test('to its end, and not for longer than half a second', () => {
    expect(speaksIn([...voice(5, -20), ...every100ms(2, () => 0)]).slice(-14)).not.toContain(true)
  })
})

describe('nobody speaks in', () => {
  const random = randomOf(1)
  test.each([
    ['silence', () => 0],
    // RFC 6464: what an encoder with DTX says of the noise that it describes every 400 ms.
    ['comfort noise', (at: number) => (at % 4 === 0 ? amplitude(-56 + random() * 6) : 0)],
    ['a quiet room', () => amplitude(-55 + random() * 4)],
  ])('%s', (_, level) => {
    expect(speaksIn(every100ms(20, level))).not.toContain(true)
  })

  test('a fan, after it was heard for some seconds', () => {
    const found = speaksIn(every100ms(20, () => amplitude(-42 + random() * 2)))
    expect(found.slice(80)).not.toContain(true)
  })
})
