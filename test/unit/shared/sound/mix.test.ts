import { describe, expect, test } from 'vitest'
import { PLAIN_SOUND, toMix } from '../../../../src/shared/model/person-sound.ts'
import { AS_SENT, needsGraph, panLoss, softClip } from '../../../../src/shared/sound/mix.ts'

test.each([
  ['as sent', AS_SENT, false],
  ['quieter', { gain: 0.3, pan: 0 }, false],
  ['hardly louder', { gain: 1.1, pan: 0 }, false],
  ['louder', { gain: 1.2, pan: 0 }, true],
  ['from the side', { gain: 0.3, pan: -0.1 }, true],
  ['silent, from the side', { gain: 0, pan: 1 }, false],
])('what is %s goes through a graph: %s -> %s', (_, mix, expected) => {
  expect(needsGraph(mix)).toBe(expected)
})

test('a person is as loud as they were chosen and levelled, and silent when muted for me', () => {
  expect(toMix(PLAIN_SOUND, 0)).toEqual(AS_SENT)
  expect(toMix({ ...PLAIN_SOUND, volume: 2 }, 0).gain).toBe(2)
  expect(toMix({ ...PLAIN_SOUND, volume: 2, pan: 0.5 }, -6.0206).gain).toBeCloseTo(1, 4)
  expect(toMix({ ...PLAIN_SOUND, volume: 2, mutedForMe: true }, 12).gain).toBe(0)
})

test('a voice that moves to a side keeps its power', () => {
  for (const pan of [-1, -0.7, -0.2, 0, 0.4, 1]) {
    // W3C Web Audio, section 1.30.5: what a StereoPanner makes of the same sound in both channels.
    const x = ((pan <= 0 ? pan + 1 : pan) * Math.PI) / 2
    const [near, far] = pan <= 0 ? [1 + Math.cos(x), Math.sin(x)] : [1 + Math.sin(x), Math.cos(x)]
    expect(panLoss(pan) ** 2 * (near ** 2 + far ** 2)).toBeCloseTo(2, 10)
  }
})

describe('a lifted voice', () => {
  const scale = 16
  const curve = softClip(scale)
  const play = (value: number): number => curve[Math.round(((value / scale + 1) / 2) * (curve.length - 1))]!

  test('passes unchanged below the bend', () => {
    for (const value of [-0.75, -0.25, 0, 0.5, 0.75]) expect(play(value)).toBeCloseTo(value, 6)
  })

  test('is never cut off, nor louder than full scale', () => {
    const loud = [0.8, 0.9, 1, 1.2, 1.6].map(play)
    for (const [index, value] of loud.slice(1).entries()) expect(value).toBeGreaterThan(loud[index]!)
    expect(Math.max(...curve)).toBeLessThanOrEqual(1)
    expect(Math.min(...curve)).toBeGreaterThanOrEqual(-1)
  })
})
