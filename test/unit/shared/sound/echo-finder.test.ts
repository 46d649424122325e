import { describe, expect, test } from 'vitest'
import { createEchoFinder } from '../../../../src/shared/sound/echo-finder.ts'
import { FRAMES_PER_SECOND } from '../../../../src/shared/sound/slice.ts'
import { echoOf, mixed, noise, slicesOf, talk } from '../../../fakes/voice.ts'

/** Second by second, whether an echo is found. */
function judge(mine: readonly number[], theirs: readonly number[]): boolean[] {
  const finder = createEchoFinder()
  const heard = slicesOf(theirs)
  return slicesOf(mine).flatMap((slice, index) => {
    finder.hearMine(slice)
    finder.hearTheirs(heard[index]!)
    return index % 10 === 9 ? [finder.judge()] : []
  })
}

const SECONDS = 30
const silence = Array.from({ length: SECONDS * FRAMES_PER_SECOND }, () => 0)
const mine = talk(SECONDS, 1)
const other = talk(SECONDS, 2)
/** Speaks in every second one of `turn` seconds, beginning with the first or the second. */
const inTurns = (frames: readonly number[], turn: number, first: 0 | 1): number[] =>
  frames.map((power, at) => (Math.floor(at / (turn * FRAMES_PER_SECOND)) % 2 === first ? power : 0))
const beats = (perMinute: number, level: number): number[] =>
  silence.map(
    (_, at) => 10 ** (level / 10) * Math.exp(-8 * ((((at / FRAMES_PER_SECOND) * perMinute) / 60) % 1)),
  )

describe('an echo is found within eight seconds of talk', () => {
  for (const delayMs of [60, 340, 960]) {
    test.each([10, 20, 30, 40])(`${delayMs} ms late and %i dB fainter`, (attenuation) => {
      const back = mixed(echoOf(mine, delayMs / 20, attenuation), noise(SECONDS, 3, -68))
      expect(judge(mine, back).slice(8)).not.toContain(false)
    })
  }

  test('in a noisy room', () => {
    expect(judge(mine, mixed(echoOf(mine, 15, 20), noise(SECONDS, 3, -48))).slice(10)).not.toContain(false)
  })

  test('also when both talk in turns', () => {
    const said = inTurns(mine, 4, 0)
    const back = mixed(echoOf(said, 15, 20), inTurns(other, 4, 1), noise(SECONDS, 3, -65))
    expect(judge(said, back).slice(15)).not.toContain(false)
  })

  test('also when it begins in the middle of the call', () => {
    const back = echoOf(mine, 15, 20).map((power, at) => (at < 12 * FRAMES_PER_SECOND ? 1e-8 : power))
    const found = judge(mine, back)
    expect(found.slice(0, 12)).not.toContain(true)
    expect(found.slice(24)).not.toContain(false)
  })

  test('and over when it is over', () => {
    const back = echoOf(mine, 15, 20).map((power, at) => (at < 10 * FRAMES_PER_SECOND ? power : 1e-8))
    const found = judge(mine, back)
    expect(found[9]).toBe(true)
    expect(found.slice(24)).not.toContain(true)
  })
})

describe('no echo is', () => {
  test.each(Array.from({ length: 6 }, (_, seed) => [seed]))('double talk (%i)', (seed) => {
    expect(judge(talk(SECONDS, seed), talk(SECONDS, 100 + seed))).not.toContain(true)
  })

  test.each([0.5, 0.8, 1, 1.2, 1.6, 2, 4])('talk in turns of %d s', (turn) => {
    expect(judge(inTurns(mine, turn, 0), inTurns(other, turn, 1))).not.toContain(true)
    expect(judge(inTurns(mine, turn, 1), inTurns(other, turn, 0))).not.toContain(true)
  })

  test('music that I talk into, or that both of us hear', () => {
    expect(judge(mine, beats(120, -20))).not.toContain(true)
    expect(judge(beats(120, -20), beats(120, -14))).not.toContain(true)
    expect(judge(mixed(mine, beats(100, -24)), beats(120, -20))).not.toContain(true)
  })

  test('silence, a muted microphone, and the comfort noise of a codec that sends nothing', () => {
    expect(judge(mine, silence)).not.toContain(true)
    expect(judge(mine, noise(SECONDS, 1, -62))).not.toContain(true)
    // It comes in steps of 400 ms, each with a level of its own.
    const steps = silence.map((_, at) => 10 ** (-6.5 + 0.4 * Math.sin(Math.floor(at / 20) * 12.9)))
    expect(judge(mine, steps)).not.toContain(true)
  })

  test('what comes back of a voice that I do not send', () => {
    expect(judge(silence, other)).not.toContain(true)
  })
})
