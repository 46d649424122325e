import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { RNNOISE_FRAME, startRnnoise } from '../../../../src/renderer/media/voice-chain/rnnoise.ts'

const file = createRequire(import.meta.url).resolve('@sapphi-red/web-noise-suppressor/rnnoise_simd.wasm')
const program = new WebAssembly.Module(readFileSync(file))

/** Brown noise, the same in every run. */
function createNoise(): () => Float32Array {
  let seed = 7
  let low = 0
  return () =>
    new Float32Array(RNNOISE_FRAME).map(() => {
      seed = (seed * 48_271) % 2_147_483_647
      low = 0.998 * low + (seed / 2_147_483_647 - 0.5) / 50
      return low
    })
}
const power = (frame: Float32Array): number => frame.reduce((sum, sample) => sum + sample * sample, 0)

test('noise goes away, and silence stays digital zero', () => {
  const addChannel = startRnnoise(program)
  const noise = createNoise()
  const [noisy, silent] = [addChannel(), addChannel()]
  let [before, after] = [0, 0]
  for (let i = 0; i < 200; i++) {
    const frame = noise()
    const isSettled = i >= 100
    before += isSettled ? power(frame) : 0
    noisy(frame)
    after += isSettled ? power(frame) : 0
    const quiet = new Float32Array(RNNOISE_FRAME)
    // Beside a channel of noise: none hears the other.
    silent(quiet)
    expect(power(quiet)).toBe(0)
  }
  expect(10 * Math.log10(before / after)).toBeGreaterThan(25)
})
