import { describe, expect, test } from 'vitest'
import { meanOpinionScore, ratingFactor } from '../../../../src/shared/quality/e-model.ts'
import { createHearingWatch, type HearingInput } from '../../../../src/shared/quality/hearing.ts'
import type { QualitySample } from '../../../../src/shared/quality/sample.ts'
import { createQualityJudge, wordOf } from '../../../../src/shared/quality/word.ts'

describe('the E-model', () => {
  test('without delay and loss it gives the default rating, and the score that the standard gives for it', () => {
    expect(ratingFactor({ oneWayDelayMs: 0, loss: 0 })).toBeCloseTo(93.2, 5)
    expect(meanOpinionScore(93.2)).toBeCloseTo(4.41, 2)
  })

  // ITU-T G.107, table B.1: R and the score of it.
  test.each([
    [90, 4.34],
    [80, 4.03],
    [70, 3.6],
    [60, 3.1],
    [50, 2.58],
  ])('R = %d is a score of %d', (r, score) => {
    expect(Math.abs(meanOpinionScore(r) - score)).toBeLessThan(0.01)
  })

  test('up to 100 ms delay is not heard; 150, 250 and 400 ms cost what figure 1 of G.114 shows', () => {
    const rating = (ms: number): number => ratingFactor({ oneWayDelayMs: ms, loss: 0 })
    expect(rating(100)).toBe(rating(0))
    expect(rating(150)).toBeGreaterThan(90)
    expect(rating(250)).toBeGreaterThan(75)
    expect(rating(250)).toBeLessThan(85)
    expect(rating(400)).toBeLessThan(70)
  })

  test('more loss and longer bursts are worse, and nothing leaves the scale', () => {
    const rating = (loss: number, burstRatio = 1): number =>
      ratingFactor({ oneWayDelayMs: 20, loss, burstRatio })
    expect(rating(0.01)).toBeGreaterThan(rating(0.05))
    expect(rating(0.05, 2)).toBeLessThan(rating(0.05, 1))
    expect(rating(5)).toBe(rating(1))
    expect(rating(1)).toBeGreaterThanOrEqual(0)
    for (const r of [-10, 0, 200]) {
      expect(meanOpinionScore(r)).toBeGreaterThanOrEqual(1)
      expect(meanOpinionScore(r)).toBeLessThanOrEqual(4.5)
    }
  })
})

describe('the word', () => {
  const sample = (mosReceived: number | null, mosSent: number | null): QualitySample =>
    ({ mosReceived, mosSent }) as QualitySample

  test('thresholds', () => {
    expect([4.4, 4, 3.9, 3.4, 3.3, 1].map(wordOf)).toEqual(['good', 'good', 'fair', 'fair', 'poor', 'poor'])
  })

  test('the worse direction counts, and a worse word counts at once', () => {
    const judge = createQualityJudge()
    expect(judge(sample(4.4, null))).toBe('good')
    expect(judge(sample(4.4, 2))).toBe('poor')
  })

  test('a better word must hold for three seconds', () => {
    const judge = createQualityJudge()
    judge(sample(2, 4.4))
    expect([4.4, 4.4, 2, 4.4, 4.4, 4.4].map((mos) => judge(sample(mos, 4.4)))).toEqual([
      'poor',
      'poor',
      'poor',
      'poor',
      'poor',
      'good',
    ])
  })

  test('what says nothing changes nothing', () => {
    const judge = createQualityJudge()
    expect(judge(sample(null, null))).toBeNull()
    judge(sample(3.5, null))
    expect(judge(sample(null, null))).toBe('fair')
  })
})

describe('they hear you', () => {
  const SILENCE = { packets: 100, loss: 0, concealed: 0, jitterMs: 0, jitterBufferMs: 40, level: 0 }
  const HEARD = { ...SILENCE, level: 0.2 }
  const NOTHING = { ...SILENCE, packets: 0 }
  /** One second after the other, with the same input. */
  function tell(seconds: number, input: Partial<HearingInput>) {
    const watch = createHearingWatch()
    return Array.from({ length: seconds }, () =>
      watch({ speaking: true, sentPackets: 100, peer: SILENCE, arrives: false, ...input }),
    )
  }

  test.each([
    [{ peer: SILENCE }, 'silence-arrives'],
    [{ peer: NOTHING }, 'nothing-arrives'],
    [{ peer: null }, 'no-word'],
    [{ sentPackets: 0 }, 'nothing-sent'],
  ] as const)('%j for three seconds: %s', (input, cause) => {
    expect(tell(4, input)).toEqual([null, null, null, cause])
  })

  test('who is heard, and who says nothing, is left in peace', () => {
    expect(tell(10, { peer: HEARD })).not.toContainEqual(expect.any(String))
    expect(tell(10, { peer: null, arrives: true })).not.toContainEqual(expect.any(String))
    expect(tell(10, { speaking: false })).not.toContainEqual(expect.any(String))
  })

  test('who pauses between words is told too, and a pause takes nothing back', () => {
    const watch = createHearingWatch()
    const hear = (speaking: boolean, peer = SILENCE) =>
      watch({ speaking, sentPackets: 100, peer, arrives: true })
    const words = [true, false, true, false, true, false].map((speaks) => hear(speaks))
    expect(words).not.toContainEqual(expect.any(String))
    expect(hear(true)).toBe('silence-arrives')
    expect(hear(false)).toBe('silence-arrives')
    expect(hear(true, HEARD)).toBeNull()
  })

  test('a word now and then, which is too short to be heard, adds up to nothing', () => {
    const watch = createHearingWatch()
    for (let second = 0; second < 100; second++) {
      const speaking = second % 12 === 0
      expect(watch({ speaking, sentPackets: 100, peer: SILENCE, arrives: true })).toBeNull()
    }
  })
})
