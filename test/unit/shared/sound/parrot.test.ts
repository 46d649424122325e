import { expect, test } from 'vitest'
import { createParrot } from '../../../../src/shared/sound/parrot.ts'

const RATE = 48_000
const BLOCK = 128

/** Seconds of a tone of that strength. */
const sound = (seconds: number, strength: number): Float32Array =>
  Float32Array.from({ length: seconds * RATE }, (_, i) => strength * Math.sin(i / 20))

/** What a parrot says while it hears these pieces, one after the other. */
function listen(...pieces: Float32Array[]): Float32Array {
  const parrot = createParrot(RATE)
  const heard = pieces.flatMap((piece) => [...piece])
  const spoken = new Float32Array(heard.length)
  for (let at = 0; at < heard.length; at += BLOCK) {
    parrot(Float32Array.from(heard.slice(at, at + BLOCK)), spoken.subarray(at, at + BLOCK))
  }
  return spoken
}

/** From the first to the last sample that is loud, in seconds. */
function loudPart(samples: Float32Array): [number, number] {
  const isLoud = (sample: number): boolean => Math.abs(sample) > 0.05
  return [samples.findIndex(isLoud) / RATE, samples.findLastIndex(isLoud) / RATE]
}

test('it says nothing while somebody speaks, and all of it after a pause', () => {
  const [from, to] = loudPart(listen(sound(1, 0), sound(1.5, 0.2), sound(4, 0)))
  expect(from).toBeGreaterThan(2.5)
  expect(from).toBeLessThan(3.8)
  expect(to - from).toBeCloseTo(1.5, 1)
})

test('a short pause between two words does not make it interrupt', () => {
  const spoken = listen(sound(1, 0.2), sound(0.2, 0), sound(1, 0.2), sound(4, 0))
  const [from, to] = loudPart(spoken)
  expect(from).toBeGreaterThan(2.2)
  expect(to - from).toBeCloseTo(2.2, 1)
})

test('it listens again after it has spoken', () => {
  const once = [sound(1, 0.2), sound(3, 0)]
  const [, to] = loudPart(listen(...once, ...once))
  expect(to).toBeGreaterThan(5)
})

test('silence is never said again', () => {
  expect(listen(sound(3, 0.001)).every((sample) => sample === 0)).toBe(true)
})

test('who does not stop is heard again after twenty seconds', () => {
  const [from] = loudPart(listen(sound(25, 0.2)))
  expect(from).toBeGreaterThan(19)
  expect(from).toBeLessThan(21)
})
