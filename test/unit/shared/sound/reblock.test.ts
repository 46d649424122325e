import { expect, test } from 'vitest'
import { createReblock } from '../../../../src/shared/sound/reblock.ts'

test.each([
  [480, 128],
  [480, 480],
  [480, 441],
  [128, 480],
])('frames of %i from pieces of %i come out whole, in order and with the least delay', (frame, piece) => {
  const seen: number[] = []
  const reblock = createReblock(frame, piece, (samples) => {
    seen.push(...samples)
    for (let i = 0; i < samples.length; i++) samples[i] = -samples[i]!
  })
  const output: number[] = []
  for (let n = 0; n < 40; n++) {
    const samples = Float32Array.from({ length: piece }, (_, i) => n * piece + i + 1)
    reblock.exchange(samples)
    output.push(...samples)
  }
  expect(seen).toEqual(seen.map((_, i) => i + 1))
  const wanted = output.map((_, i) => (i < reblock.delay ? 0 : reblock.delay - i - 1))
  expect(output).toEqual(wanted)
})

test('the delay of RNNoise in a worklet is 9 ms', () => {
  expect(createReblock(480, 128, () => {}).delay).toBe(448)
})
