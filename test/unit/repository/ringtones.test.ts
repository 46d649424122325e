import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { renderScore, RINGTONES_FOLDER, toWav } from '../../../scripts/ringtones.ts'
import { SAMPLE_RATE } from '../../../scripts/ringtones/instruments.ts'
import { frequencyOf, SCORES } from '../../../scripts/ringtones/scores.ts'
import { Ringtone } from '../../../src/shared/model/ringtone.ts'

const samplesOf = (wav: Buffer): Int16Array => new Int16Array(new Uint8Array(wav).slice(44).buffer)

test('there is a score for every ringtone that sounds', () => {
  expect([...Object.keys(SCORES), 'silent'].toSorted()).toEqual(Ringtone.options.toSorted())
})

test.each(Object.entries(SCORES))('%s is what its score gives', (name, score) => {
  const kept = readFileSync(join(RINGTONES_FOLDER, `${name}.wav`))
  const made = toWav(renderScore(score))
  expect(kept.subarray(0, 44)).toEqual(made.subarray(0, 44))
  const [a, b] = [samplesOf(kept), samplesOf(made)]
  // One step of 16 bits: another processor may round a sine the other way.
  const difference = a.reduce((most, sample, i) => Math.max(most, Math.abs(sample - b[i]!)), 0)
  expect(difference).toBeLessThanOrEqual(1)
})

test.each(Object.entries(SCORES))(
  '%s starts softly, ends in silence and is as loud as the others',
  (_name, score) => {
    const samples = renderScore(score)
    expect(samples.length).toBe(Math.round(score.seconds * SAMPLE_RATE))
    expect(score.seconds).toBeGreaterThanOrEqual(3)
    expect(score.seconds).toBeLessThanOrEqual(4)
    expect(Math.abs(samples[0]!)).toBeLessThan(400)
    expect(Math.max(...samples.slice(-SAMPLE_RATE / 50).map(Math.abs))).toBeLessThan(100)
    const power = samples.reduce((sum, sample) => sum + (sample / 32_768) ** 2, 0) / samples.length
    const decibels = 10 * Math.log10(power)
    expect(decibels).toBeGreaterThan(-23)
    expect(decibels).toBeLessThan(-16)
  },
)

test.each([
  ['A4', 440],
  ['C5', 523.25],
  ['G#5', 830.61],
  ['D6', 1174.66],
])('%s has %d Hz', (pitch, frequency) => {
  expect(frequencyOf(pitch)).toBeCloseTo(frequency, 1)
})
