import { expect, test } from 'vitest'
import { createBandwidthFinder, type Bandwidth } from '../../../../src/shared/sound/bandwidth.ts'

const NYQUIST = 24_000

/** Levels at each hundred hertz: a voice up to a limit, and what there is above it. */
const spectrum = (voice: number, limit: number, above: number): Float32Array =>
  Float32Array.from({ length: NYQUIST / 100 }, (_, i) => (i * 100 < limit ? voice : above))

function hear(...spectra: readonly Float32Array[]): Bandwidth {
  const find = createBandwidthFinder(NYQUIST)
  return spectra.map(find).at(-1) ?? 'unknown'
}
const often = (one: Float32Array, times = 40): Float32Array[] => Array.from({ length: times }, () => one)

test('a voice with nothing above 8 kHz is narrow, once enough of it was heard', () => {
  const cut = spectrum(-40, 8_000, -110)
  expect(hear(...often(cut))).toBe('narrow')
  expect(hear(cut, cut)).toBe('unknown')
  expect(hear(...often(spectrum(-40, 4_000, -110)))).toBe('narrow')
})

const VOWEL = spectrum(-40, 3_500, -110)
const HISS = spectrum(-45, 12_000, -110)

test('some sharp sounds, or the noise of a room, make it wide', () => {
  expect(hear(...often(VOWEL), ...often(HISS, 3))).toBe('wide')
  expect(hear(...often(spectrum(-40, 3_500, -85), 3))).toBe('wide')
})

test('a crackle or two are no voice', () => {
  expect(hear(...often(VOWEL, 20), HISS, ...often(VOWEL, 20), HISS)).toBe('narrow')
})

test('a headset that changes its profile in use is found out, each way', () => {
  const cut = spectrum(-40, 8_000, -110)
  expect(hear(...often(HISS, 20), ...often(cut, 60))).toBe('wide')
  expect(hear(...often(HISS, 20), ...often(cut, 100))).toBe('narrow')
  expect(hear(...often(cut, 100), ...often(HISS, 3))).toBe('wide')
})

test('in silence nothing is known', () => {
  expect(hear(...often(spectrum(-90, 8_000, -130)))).toBe('unknown')
  expect(hear(...often(new Float32Array(240).fill(-Infinity)))).toBe('unknown')
})
