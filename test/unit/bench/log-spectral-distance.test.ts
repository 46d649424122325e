import { describe, expect, it } from 'vitest'
import { logSpectralDistance, RATE } from '../../../bench/log-spectral-distance.ts'

/** Four seconds of syllables of noise, each with a length and a strength of its own, and pauses between them. */
function syllables(): Float32Array {
  let seed = 1
  const random = (): number => {
    seed = (seed * 48_271) % 2_147_483_647
    return seed / 2_147_483_647
  }
  const samples = new Float32Array(4 * RATE)
  for (let at = 0; at < samples.length; at += RATE * (0.05 + 0.1 * random())) {
    const [start, end, loudness] = [at, at + RATE * (0.1 + 0.15 * random()), 0.05 + 0.3 * random()]
    for (at = start; at < end; at++) samples[Math.floor(at)] = loudness * (2 * random() - 1)
  }
  return samples
}

const later = (samples: Float32Array, seconds: number): Float32Array => {
  const moved = new Float32Array(samples.length)
  moved.set(samples.subarray(0, samples.length - seconds * RATE), seconds * RATE)
  return moved
}

describe('logSpectralDistance', () => {
  const sent = syllables()

  it('is nothing between a sound and itself', () => {
    expect(logSpectralDistance(sent, sent)).toBe(0)
  })

  it('does not mind that the sound comes later', () => {
    expect(logSpectralDistance(sent, later(sent, 0.3))).toBeCloseTo(0, 3)
  })

  it('is 6.02 dB between a sound and the same twice as loud', () => {
    const louder = sent.map((sample) => sample * 2)
    expect(logSpectralDistance(sent, louder)).toBeCloseTo(20 * Math.log10(2), 2)
  })

  it('grows with the sound that is missing, and stays finite', () => {
    const withHoles = (share: number): Float32Array =>
      sent.map((sample, i) => ((i / RATE) % 0.2 < 0.2 * share ? 0 : sample))
    const [few, many, all] = [0.1, 0.3, 1].map((share) => logSpectralDistance(sent, withHoles(share)))
    expect(few).toBeGreaterThan(1)
    expect(many).toBeGreaterThan(few! * 1.5)
    expect(all).toBeGreaterThan(many!)
    expect(all).toBeLessThan(80)
  })
})
